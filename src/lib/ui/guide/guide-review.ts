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
						zh: '每条曲线右侧的按键只改变显示：＋ − 改变增益，⊙ 居中，↑ ↓ 上下移动，⇅ 倒置（曲线旁注明“倒置”），“自动”恢复自动增益。记录和测量值与此无关，打印的图谱也不受影响。',
						en: 'The keys beside each strip change the picture only: + − the gain, ⊙ centres, ↑ ↓ move the trace, ⇅ turns it upside down (the strip then says “inverted”), “auto” scales by itself again. What is recorded, measured and printed does not depend on them.'
					},
					{
						zh: '自动增益按宣布开始（X）到宣布结束（XX）之间的数据确定，戴上和取下传感器时的大幅波动不会把曲线压扁；缺少这两个标记时按整张图谱。',
						en: 'By themselves strips scale to what lies between the start (X) and end (XX) announcements, so that putting on and taking off sensors does not flatten them; without these marks to the whole recording.'
					}
				]
			}
		]
	}
];
