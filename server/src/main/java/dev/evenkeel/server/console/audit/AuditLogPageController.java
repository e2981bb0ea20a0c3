// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.audit;

import dev.evenkeel.engine.audit.AuditEntry;
import dev.evenkeel.server.console.kit.PageNotFoundException;
import dev.evenkeel.server.foundation.audit.AuditHeadService;
import dev.evenkeel.server.foundation.audit.AuditLog;
import dev.evenkeel.server.foundation.audit.AuditQuery;
import dev.evenkeel.server.foundation.problems.MalformedOrOverLimitException;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/// Controller of the audit log pages.
@Controller
final class AuditLogPageController {
    private static final int MOST = 50;

    private final AuditLog auditLog;
    private final AuditHeadService heads;

    AuditLogPageController(AuditLog auditLog, AuditHeadService heads) {
        this.auditLog = auditLog;
        this.heads = heads;
    }

    @GetMapping("/audit")
    String list(
            @RequestParam Map<String, String> asked,
            @RequestParam(defaultValue = "9223372036854775807") long before,
            Model model) {
        var search = AuditLogPageModel.Search.of(asked);
        model.addAttribute("page", loadPage(search, before));
        return "audit/list";
    }

    private AuditLogPageModel loadPage(AuditLogPageModel.Search search, long before) {
        try {
            List<AuditEntry> entries = auditLog.listNewest(AuditQuery.parse(search.values()), before, MOST + 1);
            return AuditLogPageModel.of(search, before, entries, heads.listPublished());
        } catch (MalformedOrOverLimitException e) {
            return AuditLogPageModel.ofProblem(
                    search, e.problem().detail() + " " + e.problem().remedy());
        }
    }

    @GetMapping("/audit/{number:[0-9]+}")
    String show(@PathVariable long number, Model model) throws PageNotFoundException {
        AuditEntry entry = auditLog.findByNumber(number)
                .orElseThrow(() -> new PageNotFoundException("entry", Long.toString(number), "/audit"));
        model.addAttribute("page", AuditEntryPageModel.of(entry, auditLog.lastEntryNumber()));
        return "audit/detail";
    }
}
