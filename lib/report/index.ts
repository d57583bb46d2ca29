export { renderHtml } from './html/page';
export { renderMarkdown } from './markdown/render-markdown';
export { recordsIn } from './model/records';
export type { MeantFlow, MeantSet, ReportPart } from './model/meant-set';
export { reportOf, type ReportInput } from './model/report-of';
export { ReportBasis, type ReportException, ReportVerdict, type TrafficReport } from './model/traffic-report';
export { renderSummary, renderVerboseSummary, type SummarizedStack } from './summary/render-summary';
