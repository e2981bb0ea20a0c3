// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.capacity;

import dev.evenkeel.engine.capacity.WorkItem;
import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.files.work.WorkItemJsonParser;
import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLog;
import dev.evenkeel.server.foundation.problems.RequestValidation;
import dev.evenkeel.server.gates.gate.GatesChangedEvent;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Takes work items over from another system, all or none. An item is known again by its source and key, and
/// what is said of it last replaces what was; so importing the same twice changes nothing. Thread-safe.
@Component
class WorkItemImportService {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int LONGEST_SOURCE = 256;

    private final WorkItemRepository items;
    private final AuditLog ledger;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    WorkItemImportService(
            WorkItemRepository items,
            AuditLog ledger,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            Clock clock) {
        this.items = items;
        this.ledger = ledger;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// What became of the items.
    ///
    /// @param created items that are new
    /// @param changed known ones of which something else is said now
    /// @param unchanged known ones
    /// @param dryRun whether nothing was stored
    record WorkItemImportResult(int created, int changed, int unchanged, boolean dryRun) {}

    /// Takes them in.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.ValidationException with everything that is wrong
    WorkItemImportResult take(JsonNode body, String who) {
        var faults = new ValidationErrors();
        JsonObjectReader fields =
                new JsonObjectReader(body, "", faults).only(Set.of("source", "items", "dryRun", "reason"));
        String source = fields.text("source", "").strip();
        if (source.isEmpty() || source.length() > LONGEST_SOURCE || source.indexOf('\0') >= 0) {
            faults.add(
                    fields.at("source"),
                    fields.find("source") == null
                            ? "is missing"
                            : "must be 1 to " + LONGEST_SOURCE + " characters, not blank and none of them NUL",
                    "name the system that the items come from, such as jira");
        }
        List<WorkItem> told =
                WorkItemJsonParser.items(fields.find("items"), fields.at("items"), clock.instant(), faults);
        boolean dryRun = fields.truth("dryRun", false);
        String reason = fields.text("reason", "");
        RequestValidation.throwIfAny(faults, "No work item was changed.");
        return transaction.execute(status -> {
            WorkItemImportResult result = store(source, told, dryRun);
            if (!dryRun && result.created() + result.changed() > 0) {
                ledger.append(
                        new AuditEvent(who, "work.imported", source, reason, null, JSON.writeValueAsString(result)));
                events.publishEvent(new GatesChangedEvent());
            }
            return result;
        });
    }

    private WorkItemImportResult store(String source, List<WorkItem> told, boolean dryRun) {
        items.lock(source);
        Map<String, WorkItem> known = items.find(source, told);
        List<WorkItem> different = told.stream()
                .filter(item -> !item.equals(known.get(item.key())))
                .toList();
        if (!dryRun) {
            items.put(source, different);
        }
        int created = told.size() - known.size();
        return new WorkItemImportResult(created, different.size() - created, told.size() - different.size(), dryRun);
    }
}
