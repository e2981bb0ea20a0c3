// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.report;

import dev.evenkeel.files.report.Report;
import dev.evenkeel.files.report.ReportJson;
import dev.evenkeel.files.report.ReportMarkdown;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Reports over HTTP, as JSON or as Markdown (docs/reference/http-api.md).
@RestController
class ReportApi {
    private static final MediaType MARKDOWN = MediaType.parseMediaType("text/markdown;charset=UTF-8");

    private final Memos memos;

    ReportApi(Memos memos) {
        this.memos = memos;
    }

    @GetMapping("/api/v1/assessments/{id}/memo")
    ResponseEntity<Object> memo(
            @PathVariable String id,
            @RequestParam(defaultValue = "false") boolean markdown,
            @RequestParam(defaultValue = "") String server) {
        return printed(memos.of(id), markdown, server);
    }

    private static ResponseEntity<Object> printed(Report report, boolean markdown, String server) {
        return markdown
                ? ResponseEntity.ok().contentType(MARKDOWN).body(ReportMarkdown.of(report, server))
                : ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(ReportJson.of(report));
    }
}
