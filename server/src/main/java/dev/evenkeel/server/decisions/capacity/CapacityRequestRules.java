// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.capacity;

import dev.evenkeel.api.CapacityApi.SetCapacityPolicyRequest;
import dev.evenkeel.api.CapacityApi.SetCapacitySplitPlanRequest;
import dev.evenkeel.engine.capacity.CapacityPolicy;
import dev.evenkeel.engine.capacity.CapacitySplit;
import dev.evenkeel.engine.capacity.WorkKind;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.foundation.request.JsonRequest;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Rules of requests about policies and plans that their JSON Schemas cannot express.
final class CapacityRequestRules {
    private static final int CURRENCY = 3;

    private CapacityRequestRules() {}

    /// Returns the valid request for a policy.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.ValidationException with all validation errors
    static SetCapacityPolicyRequest requirePolicy(JsonRequest<SetCapacityPolicyRequest> body) {
        return body.orThrow("The policy was not changed.", CapacityRequestRules::checkPolicy);
    }

    private static void checkPolicy(SetCapacityPolicyRequest request, ValidationErrors errors) {
        checkSplit("/defaultSplit", request.defaultSplit(), errors);
        if (request.costOfDelay() != null
                && Objects.requireNonNullElse(request.currency(), "").length() != CURRENCY) {
            errors.add("/currency", "must be an ISO 4217 code such as CHF", "set the currency of costOfDelay");
        }
    }

    static CapacityPolicy toPolicy(SetCapacityPolicyRequest request) {
        return new CapacityPolicy(
                request.defaultSplit() == null ? CapacitySplit.DEFAULT : new CapacitySplit(request.defaultSplit()),
                request.daysPerWeek(),
                request.costOfDelay(),
                Objects.requireNonNullElse(request.currency(), ""));
    }

    static void checkPlan(SetCapacitySplitPlanRequest request, ValidationErrors errors) {
        checkSplit("/split", request.split(), errors);
    }

    private static void checkSplit(String pointer, @Nullable Map<WorkKind, Double> shares, ValidationErrors errors) {
        if (shares == null) {
            return;
        }
        try {
            new CapacitySplit(shares);
        } catch (IllegalArgumentException e) {
            errors.add(pointer, String.valueOf(e.getMessage()), "use shares that add up to 1");
        }
    }
}
