// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.migration;

import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.foundation.problems.ValidationErrorMapper;
import dev.evenkeel.server.foundation.schema.OpenApiRequestBodySchema;
import dev.evenkeel.server.foundation.security.access.Caller;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// The endpoints to which services report passes that compare the two stores of a migration
/// (docs/reference/sdk-protocol.md), and from which users read them (docs/reference/http-api.md).
@RestController
class ReconciliationController {
    private static final Set<String> FIELDS = Set.of("flag", "instance");
    private static final int LONGEST_NAME = 256;

    private final ReconciliationService reconciliations;

    ReconciliationController(ReconciliationService reconciliations) {
        this.reconciliations = reconciliations;
    }

    /// The response to the start of a pass.
    record BeginReconciliationResponse(String id, String stage, long revision, boolean together) {}

    /// Starts a reconciliation pass; rejected if the flag controls no migration.
    @PostMapping("/sdk/v1/reconciliations")
    @ResponseStatus(HttpStatus.CREATED)
    @OpenApiRequestBodySchema(ReconciliationRequestSchemas.BeginReconciliationRequest.class)
    BeginReconciliationResponse begin(@RequestBody JsonNode body, Caller.SdkClient client) {
        var errors = new ValidationErrors();
        JsonObjectReader fields = new JsonObjectReader(body, "", errors).rejectUnknownFields(FIELDS);
        String flag = name(fields, "flag", "give the key of the migration flag");
        String instance = name(fields, "instance", "give the instance name of the process, as in its outcome batches");
        ValidationErrorMapper.throwIfAny(errors, "The reconciliation pass was not started.");
        StoredReconciliationPass storedReconciliationPass = reconciliations.start(client.environment(), flag, instance);
        return new BeginReconciliationResponse(
                storedReconciliationPass.id(),
                storedReconciliationPass.stage(),
                storedReconciliationPass.revision(),
                storedReconciliationPass.together());
    }

    /// Updates the progress of a reconciliation pass; ignores reports about a finished pass.
    @PutMapping("/sdk/v1/reconciliations/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @OpenApiRequestBodySchema(ReconciliationRequestSchemas.ReportReconciliationRequest.class)
    void report(@PathVariable String id, @RequestBody JsonNode body, Caller.SdkClient client) {
        reconciliations.report(client.environment(), id, ReconciliationReportRequest.parse(body));
    }

    /// Returns the stage of a migration and its 20 newest reconciliation passes, newest first.
    @GetMapping("/api/v1/environments/{environment}/flags/{flag}/reconciliations")
    MigrationStatusResponse getStatus(@PathVariable String environment, @PathVariable String flag) {
        return reconciliations.getStatus(environment, flag);
    }

    private static String name(JsonObjectReader fields, String member, String remedy) {
        String name = fields.text(member, "");
        if (name.isBlank() || name.length() > LONGEST_NAME || name.indexOf('\0') >= 0) {
            fields.errors()
                    .add(
                            fields.pointerTo(member),
                            fields.find(member) == null
                                    ? "is missing"
                                    : "must be 1 to " + LONGEST_NAME
                                            + " characters, not blank and without NUL characters",
                            remedy);
        }
        return name;
    }
}
