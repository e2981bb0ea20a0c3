// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.migration;

import dev.evenkeel.api.MigrationApi.MigrationStatusResponse;
import dev.evenkeel.api.MigrationApi.ReconciliationPass;
import dev.evenkeel.api.MigrationApi.ReportReconciliationRequest;
import dev.evenkeel.api.MigrationApi.StartReconciliationRequest;
import dev.evenkeel.api.MigrationApi.StartReconciliationResponse;
import dev.evenkeel.server.foundation.request.JsonRequest;
import dev.evenkeel.server.foundation.security.access.Caller;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// The endpoints to which services report passes that compare the two stores of a migration
/// (docs/reference/sdk-protocol.md), and from which users read them (docs/reference/http-api.md).
@RestController
class ReconciliationController {
    private final ReconciliationService reconciliations;

    ReconciliationController(ReconciliationService reconciliations) {
        this.reconciliations = reconciliations;
    }

    /// Starts a reconciliation pass; rejected if the flag controls no migration.
    @PostMapping("/sdk/v1/reconciliations")
    @ResponseStatus(HttpStatus.CREATED)
    StartReconciliationResponse begin(JsonRequest<StartReconciliationRequest> body, Caller.SdkClient client) {
        StartReconciliationRequest request = body.orThrow("The reconciliation pass was not started.");
        ReconciliationPass pass = reconciliations.start(client.environment(), request.flag(), request.instance());
        return new StartReconciliationResponse(pass.id(), pass.stage(), pass.revision(), pass.together());
    }

    /// Updates the progress of a reconciliation pass; ignores reports about a finished pass.
    @PutMapping("/sdk/v1/reconciliations/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void report(@PathVariable String id, JsonRequest<ReportReconciliationRequest> body, Caller.SdkClient client) {
        reconciliations.report(
                client.environment(),
                id,
                body.orThrow("The reconciliation pass was not changed.", (request, errors) -> {
                    if (request.finished() && request.ranges() == 0) {
                        errors.add(
                                "/ranges",
                                "is 0, but a finished pass must have compared at least one range",
                                "set finished after the pass has compared all ranges");
                    }
                }));
    }

    /// Returns the stage of a migration and its 20 newest reconciliation passes, newest first.
    @GetMapping("/api/v1/environments/{environment}/flags/{flag}/reconciliations")
    MigrationStatusResponse getStatus(@PathVariable String environment, @PathVariable String flag) {
        return reconciliations.getStatus(environment, flag);
    }
}
