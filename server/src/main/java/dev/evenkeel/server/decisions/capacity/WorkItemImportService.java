// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.capacity;

import dev.evenkeel.api.WorkItemApi.ImportWorkItemsRequest;
import dev.evenkeel.api.WorkItemApi.WorkItemImportResponse;
import dev.evenkeel.engine.capacity.WorkItem;
import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.RecordBinder;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.files.work.WorkItemValidator;
import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLog;
import dev.evenkeel.server.foundation.problems.ValidationErrorMapper;
import dev.evenkeel.server.gates.gate.GatesChangedEvent;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A service that imports work items from another system, all or none. Source and key identify an item, and the
/// last import replaces earlier values; repeating an import has no effect.
@Component
class WorkItemImportService {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int LONGEST_SOURCE = 256;

    private final WorkItemRepository items;
    private final AuditLog auditLog;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    WorkItemImportService(
            WorkItemRepository items,
            AuditLog auditLog,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            Clock clock) {
        this.items = items;
        this.auditLog = auditLog;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// Validates and imports work items.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.ValidationException with all validation errors
    WorkItemImportResponse importItems(JsonNode body, String who) {
        ImportWorkItemsRequest request = bind(body);
        String source = request.source().strip();
        boolean dryRun = Boolean.TRUE.equals(request.dryRun());
        return transaction.execute(status -> {
            WorkItemImportResponse result = store(source, request.items(), dryRun);
            if (!dryRun && result.created() + result.updated() > 0) {
                auditLog.append(new AuditEvent(
                        who,
                        "work-items.imported",
                        source,
                        Objects.requireNonNullElse(request.reason(), ""),
                        null,
                        JSON.writeValueAsString(result)));
                events.publishEvent(new GatesChangedEvent());
            }
            return result;
        });
    }

    private ImportWorkItemsRequest bind(JsonNode body) {
        var errors = new ValidationErrors();
        ImportWorkItemsRequest request =
                RecordBinder.bindValid(ImportWorkItemsRequest.class, new JsonObjectReader(body, "", errors));
        if (request != null) {
            String source = request.source().strip();
            if (source.isEmpty() || source.length() > LONGEST_SOURCE || source.indexOf('\0') >= 0) {
                errors.add(
                        "/source",
                        "must be 1 to " + LONGEST_SOURCE + " characters, not blank and without NUL",
                        "set the source system, such as jira");
            }
            WorkItemValidator.validate(request.items(), "/items", clock.instant(), errors);
        }
        ValidationErrorMapper.throwIfAny(errors, "No work item was imported.");
        return Objects.requireNonNull(request);
    }

    private WorkItemImportResponse store(String source, List<WorkItem> told, boolean dryRun) {
        items.lock(source);
        Map<String, WorkItem> known = items.findByKeys(source, told);
        List<WorkItem> different = told.stream()
                .filter(item -> !item.equals(known.get(item.key())))
                .toList();
        if (!dryRun) {
            items.save(source, different);
        }
        int created = told.size() - known.size();
        return new WorkItemImportResponse(created, different.size() - created, told.size() - different.size(), dryRun);
    }
}
