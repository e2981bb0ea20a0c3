// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.audit;

import dev.evenkeel.api.AuditApi.AuditEntriesResponse;
import dev.evenkeel.api.AuditApi.AuditVerificationProgress;
import dev.evenkeel.api.AuditApi.AuditVerificationResponse;
import dev.evenkeel.engine.audit.AuditChainResult;
import dev.evenkeel.engine.audit.AuditEntry;
import dev.evenkeel.files.audit.AuditEntryCodec;
import dev.evenkeel.server.foundation.problems.MalformedOrOverLimitException;
import dev.evenkeel.server.foundation.problems.NotFoundException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.schema.OpenApiResponseSchema;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Iterator;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/// HTTP endpoints to read and verify the audit log.
@RestController
@RequestMapping("/api/v1/audit")
class AuditController {
    private static final int MAX_LIMIT = 500;
    private static final int TELL_EVERY = 10_000;
    private static final String NEWEST = "9223372036854775807";

    private final AuditLog auditLog;
    private final JsonMapper json;

    AuditController(AuditLog auditLog, JsonMapper json) {
        this.auditLog = auditLog;
        this.json = json;
    }

    /// Lists audit log entries, newest first, filtered by subject, actor, action and time.
    @GetMapping
    AuditEntriesResponse list(
            @RequestParam Map<String, String> asked,
            @RequestParam(defaultValue = NEWEST) long before,
            @RequestParam(defaultValue = "100") int limit) {
        return new AuditEntriesResponse(
                auditLog.listNewest(AuditQuery.parse(asked), before, Math.clamp(limit, 1, MAX_LIMIT)));
    }

    /// Returns one audit log entry.
    @GetMapping("/{number:[0-9]+}")
    AuditEntry get(@PathVariable long number) {
        return auditLog.findByNumber(number)
                .orElseThrow(() -> new NotFoundException(
                        ProblemCode.AUDIT_ENTRY_NOT_FOUND,
                        "The audit log has no entry " + number + ". Its newest entry is " + auditLog.lastEntryNumber()
                                + ".",
                        "To list the newest entries: ./evenkeel audit list"));
    }

    /// Exports a range of audit log entries as JSON Lines, oldest first. The header `Evenkeel-Last-Entry`
    /// contains the number of the last entry.
    @GetMapping("/export")
    @OpenApiResponseSchema(text = "application/x-ndjson")
    void export(
            @RequestParam(defaultValue = "1") long from,
            @RequestParam(defaultValue = NEWEST) long until,
            HttpServletResponse response) {
        if (from < 1 || until < from) {
            throw new MalformedOrOverLimitException(
                    ProblemCode.MALFORMED,
                    "Invalid range from=" + from + ", until=" + until + ".",
                    "Set from to 1 or more and until to at least from, or omit both to export the whole audit log.");
        }
        long last = Math.min(until, auditLog.lastEntryNumber());
        response.setHeader("Evenkeel-Last-Entry", Long.toString(last));
        JsonLinesResponseWriter.send(response, lines -> {
            Iterator<AuditEntry> entries = auditLog.iterate(from, last);
            while (entries.hasNext()) {
                lines.writeLine(AuditEntryCodec.encode(entries.next()));
            }
        });
    }

    /// Verifies the hash chain of the audit log; returns the first invalid entry, if any.
    @GetMapping("/verify")
    AuditVerificationResponse verify() {
        return toResponse(auditLog.verify());
    }

    /// Verifies the audit log and streams the progress and the result as JSON Lines.
    @GetMapping(path = "/verify", params = "progress")
    @OpenApiResponseSchema(text = "application/x-ndjson")
    void verifyWithProgress(HttpServletResponse response) {
        JsonLinesResponseWriter.send(response, lines -> {
            AuditChainResult state = auditLog.verify((checked, all) -> {
                if (checked % TELL_EVERY == 0) {
                    lines.writeLineAndFlush(json.writeValueAsString(new AuditVerificationProgress(checked, all)));
                }
            });
            lines.writeLine(json.writeValueAsString(toResponse(state)));
        });
    }

    private static AuditVerificationResponse toResponse(AuditChainResult state) {
        return switch (state) {
            case AuditChainResult.Intact(long entries, String head, int heads) ->
                new AuditVerificationResponse(true, entries, head, 0, "", "");
            case AuditChainResult.Broken broken ->
                new AuditVerificationResponse(
                        false,
                        broken.number() - 1,
                        "",
                        broken.number(),
                        broken.fault().name(),
                        broken.message());
        };
    }
}
