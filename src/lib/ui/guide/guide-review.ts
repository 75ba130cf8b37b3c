/**
 * The guide's chapter on looking at recorded charts.
 *
 * @module
 */
import type { GuideChapter } from './guide-chapter.ts';

/** What is read before charts are reviewed. */
export const review: readonly GuideChapter[] = [
	{
		id: 'review',
		title: { zh: '浏览图谱', en: 'Looking at recorded charts' },
		parts: [
			{
				kind: 'points',
				points: [
					{
						zh: '鼠标拖动或者单指左右移动：移动图谱；单击或者轻点：放置光标；滚轮：移动；按住 Ctrl 或者 ⌘ 滚动、触控板或者屏幕上双指张合：以指针处为中心缩放。显示整张图谱时滚轮滚动页面；手指上下移动始终滚动页面。',
						en: 'Drag with the mouse or move one finger sideways to move along; a click or tap puts the cursor; the wheel moves; with Ctrl or ⌘ it zooms around the pointer, as two fingers do on a trackpad or on the screen. Where the whole chart is shown the wheel scrolls the page; a finger up or down always does.'
					},
					{
						zh: '指针或者光标处显示时间、样本号和各曲线的值：一个像素列内有许多样本时显示其中的最小值和最大值，与所画一致。已校准的通道带单位，未校准的只显示计数；滤波显示的注明滤波名称；缺失处显示“无数据”。这是曲线本身的读数，不是测量值，所以封存评分表之前也显示。',
						en: 'At the pointer or the cursor stand the time, the sample and the value of each strip: where a pixel column holds many samples the smallest and the largest of them, just as drawn. Calibrated channels have a unit, others only counts; a filtered trace names its filter; a gap says “no data”. This reads the trace, it measures nothing, so it is shown before a sheet is sealed, too.'
					},
					{
						zh: '曲线的缺陷标在各自的曲线上，不靠颜色区分：超量程为条带边缘的粗线，曲线在量程极限处断开并画成虚线；无变化为下缘的方括线；信号差为方括线加斜纹；缺失为贯穿所有曲线的反向斜纹。实时画面、浏览和打印相同，“以表格查看曲线”逐段列出起止时间和原因。只按人体不可能达到的界限判断，强烈的反应、屏息不会被标出；没有标出不等于信号一定好。',
						en: 'What is wrong with a trace is marked on its own strip, by shape and not by colour: clipped is a bar on the edge, and the trace is broken and dashed at the limit; flat is a bracket below; poor is a bracket with diagonals; missing is hatched the other way over all strips. Live, in the review and on paper it is the same, and “Trace as a table” lists every stretch with its times and its reason. Only limits that a body cannot reach are used: a strong response or held breath is not marked, and a trace without marks is not thereby good.'
					},
					{
						zh: '封存的图谱打开时即显示全长：先粗后细，正在看的部分最先变细，进度条写出还差多少。粗略时每一处画的是该处的最小值到最大值，只会偏宽，不会漏掉任何尖峰。',
						en: 'A sealed chart is shown in its whole length at once, coarse first, the part you look at becoming fine before the rest; a bar tells how much is still to come. While it is coarse every place is drawn from its smallest to its largest value: too wide perhaps, but no spike is left out.'
					},
					{
						zh: 'F：皮电按原始信号或者经具名滤波显示，实时画面中同样；滤波名称写在曲线旁，记录和测量不变。',
						en: 'F shows skin conductance raw or through the named filter, on the live page as well; the name is written beside the strip, and what is recorded and measured stays.'
					},
					{
						zh: 'L：另加计算通道——时相皮电与逐秒心率，注明如何算得；原始信号仍在旁边。盲评者以及封存自己的评分表之前没有这一项。',
						en: 'L adds computed strips: phasic skin conductance and the heart rate of each second, named with how they were computed; the raw ones stay beside them. Blind scorers, and you before sealing your own sheet, do not have it.'
					},
					{
						zh: '每条曲线右侧的按键只改变显示：＋ − 改变增益，⊙ 居中，↑ ↓ 上下移动，⇅ 倒置（曲线旁注明“倒置”），“自动”恢复自动增益。记录和测量值与此无关，打印的图谱也不受影响。',
						en: 'The keys beside each strip change the picture only: + − the gain, ⊙ centres, ↑ ↓ move the trace, ⇅ turns it upside down (the strip then says “inverted”), “auto” scales by itself again. What is recorded, measured and printed does not depend on them.'
					},
					{
						zh: '自动增益按宣布开始（X）到宣布结束（XX）之间的数据确定，戴上和取下传感器时的大幅波动不会把曲线压扁；缺少这两个标记时按整张图谱。',
						en: 'By themselves strips scale to what lies between the start (X) and end (XX) announcements, so that putting on and taking off sensors does not flatten them; without these marks to the whole recording.'
					},
					{
						zh: '两图对照：有两张以上图谱时，“两图对照”把两张上下或者左右并列，各自浏览；“一起移动”使两张按宣布开始或者同一项目的提问时刻对齐，移动、缩放其中一张，另一张随之而动；“相同增益”使同一通道每个单位在两张上画得一样高。',
						en: 'Two charts: where there are two or more, “Two charts” shows two of them below or beside each other, each to be looked at by itself. “Move together” aligns them at their start announcements or at the onset of the same item: whichever is moved or zoomed, the other follows. With “same gain” a unit of a channel is equally high in both.'
					},
					{
						zh: '回放：播放头按 1、2、4、8 倍速走过图谱，走到画面四分之三处后画面随之移动，并写出正在问哪一题；从新放的光标处开始，否则从播放头或者画面左缘开始。移动或者缩放画面即暂停。系统设置为“减少动态效果”时画面不连续移动，而是翻页。',
						en: 'Playback: a head runs through the chart at 1, 2, 4 or 8 times the speed; from three quarters of the screen on the picture moves below it, and the question being asked is told. It begins at a cursor that was just put, else where the head is, else at the left edge. Moving or zooming the view pauses it. Where the system asks for reduced motion the picture turns over page by page.'
					}
				]
			},
			{
				kind: 'keys',
				keys: [
					{
						key: '← →',
						text: { zh: '移动；PageUp、PageDown 翻页', en: 'Move; PageUp and PageDown by a page' }
					},
					{ key: '+ −', text: { zh: '缩放', en: 'Zoom' } },
					{
						key: ', .',
						text: {
							zh: '光标移动一个像素列，读出该处的值',
							en: 'Move the cursor by one pixel column; its values are read out'
						}
					},
					{
						key: '< >',
						text: {
							zh: '光标移动 1 s；Esc 取消光标',
							en: 'Move the cursor by 1 s; Esc takes it away'
						}
					},
					{ key: 'P', text: { zh: '播放、暂停', en: 'Play, pause' } },
					{ key: ';', text: { zh: '下一档播放速度', en: 'Next speed of playback' } },
					{ key: '?', text: { zh: '显示全部按键', en: 'Show all keys' } }
				]
			}
		]
	}
];
