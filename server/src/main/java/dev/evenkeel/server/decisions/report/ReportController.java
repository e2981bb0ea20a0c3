// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.report;

import dev.evenkeel.api.ReportApi.AddLessonRequest;
import dev.evenkeel.api.ReportApi.Lesson;
import dev.evenkeel.api.ReportApi.MadrResponse;
import dev.evenkeel.files.adr.DecisionRecord;
import dev.evenkeel.files.adr.MadrCodec;
import dev.evenkeel.files.report.ReportDocument;
import dev.evenkeel.files.report.ReportMarkdownRenderer;
import dev.evenkeel.server.foundation.request.JsonRequest;
import dev.evenkeel.server.foundation.schema.OpenApiResponseSchema;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.RequiresRight;
import dev.evenkeel.server.foundation.security.access.Right;
import java.util.List;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// The endpoints for reports, as JSON or as Markdown (docs/reference/http-api.md).
@RestController
class ReportController {
    private static final MediaType MARKDOWN = MediaType.parseMediaType("text/markdown;charset=UTF-8");

    private final DecisionMemoService memos;
    private final AssessmentDecisionRecordService madrs;
    private final ChangeOutcomeReportService changeOutcomeReportService;
    private final LessonService lessons;

    ReportController(
            DecisionMemoService memos,
            AssessmentDecisionRecordService madrs,
            ChangeOutcomeReportService changeOutcomeReportService,
            LessonService lessons) {
        this.memos = memos;
        this.madrs = madrs;
        this.changeOutcomeReportService = changeOutcomeReportService;
        this.lessons = lessons;
    }

    /// Returns the decision memo of a risk assessment as JSON or, with `markdown=true`, as Markdown.
    @GetMapping("/api/v1/assessments/{id}/memo")
    @OpenApiResponseSchema(value = ReportDocument.class, text = "text/markdown")
    ResponseEntity<Object> memo(
            @PathVariable String id,
            @RequestParam(defaultValue = "false") boolean markdown,
            @RequestParam(defaultValue = "") String server) {
        return render(memos.build(id), markdown, server);
    }

    /// Builds the decision record (MADR) of a risk assessment; does not store it.
    @GetMapping("/api/v1/assessments/{id}/decision-record")
    @OpenApiResponseSchema(value = MadrResponse.class, text = "text/markdown")
    ResponseEntity<Object> decisionRecord(
            @PathVariable String id,
            @RequestParam(defaultValue = "false") boolean markdown,
            @RequestParam(defaultValue = "") String server,
            @RequestParam(defaultValue = "") List<String> informed) {
        DecisionRecord decisionRecord = madrs.build(id, server, informed);
        String text = MadrCodec.encode(decisionRecord);
        return markdown
                ? ResponseEntity.ok()
                        .contentType(MARKDOWN)
                        .header(
                                HttpHeaders.CONTENT_DISPOSITION,
                                ContentDisposition.attachment()
                                        .filename(decisionRecord.id() + ".md")
                                        .build()
                                        .toString())
                        .body(text)
                : ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(new MadrResponse(
                                decisionRecord.id(),
                                decisionRecord.title(),
                                decisionRecord.frontMatter().status(),
                                text));
    }

    /// Returns the report on the outcome of a flag's change; 404 without a risk assessment.
    @GetMapping("/api/v1/environments/{environment}/flags/{flag}/change-report")
    @OpenApiResponseSchema(value = ReportDocument.class, text = "text/markdown")
    ResponseEntity<Object> changeReport(
            @PathVariable String environment,
            @PathVariable String flag,
            @RequestParam(defaultValue = "false") boolean markdown,
            @RequestParam(defaultValue = "") String server) {
        return render(changeOutcomeReportService.build(environment, flag), markdown, server);
    }

    /// Adds a lesson learned from a flag's change, linked to a forecast or an incident.
    @PostMapping("/api/v1/environments/{environment}/flags/{flag}/lessons")
    @RequiresRight({Right.AUTHOR, Right.OPERATE})
    @ResponseStatus(HttpStatus.CREATED)
    Lesson addLesson(
            @PathVariable String environment,
            @PathVariable String flag,
            JsonRequest<AddLessonRequest> body,
            Caller.Actor caller) {
        return lessons.add(environment, flag, body, caller);
    }

    private static ResponseEntity<Object> render(ReportDocument report, boolean markdown, String server) {
        return markdown
                ? ResponseEntity.ok().contentType(MARKDOWN).body(ReportMarkdownRenderer.render(report, server))
                : ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(report);
    }
}
