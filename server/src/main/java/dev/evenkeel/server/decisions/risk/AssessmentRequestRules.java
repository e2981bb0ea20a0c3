// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.risk;

import dev.evenkeel.api.AssessmentApi.SetRequiredAssessmentPolicyRequest;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.foundation.request.JsonRequest;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Rules of requests about existing assessments and policies that their JSON Schemas cannot express.
final class AssessmentRequestRules {
    private static final Pattern CLASS = Pattern.compile("[a-z][a-z0-9-]{0,62}");

    private AssessmentRequestRules() {}

    /// Checks that a name is one of those that the case defines.
    static void checkDefined(String pointer, @Nullable String name, List<String> defined, ValidationErrors errors) {
        if (name != null && !defined.contains(name)) {
            errors.add(
                    pointer,
                    "is not in the case: \"" + name + "\"",
                    defined.isEmpty() ? "the case defines none" : "use one of " + String.join(", ", defined));
        }
    }

    /// Returns the valid request for a policy.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.ValidationException with all validation errors
    static SetRequiredAssessmentPolicyRequest requirePolicy(JsonRequest<SetRequiredAssessmentPolicyRequest> body) {
        return body.orThrow("The policy was not changed.", AssessmentRequestRules::checkPolicy);
    }

    private static void checkPolicy(SetRequiredAssessmentPolicyRequest request, ValidationErrors errors) {
        List<String> classes = Objects.requireNonNullElse(request.requiredFor(), List.of());
        for (int i = 0; i < classes.size(); i++) {
            if (!CLASS.matcher(classes.get(i)).matches()) {
                errors.add(
                        "/requiredFor/" + i,
                        "is not a valid class of change: \"" + classes.get(i) + "\"",
                        "use 1 to 63 lowercase letters, digits and dashes, starting with a letter");
            }
        }
    }
}
