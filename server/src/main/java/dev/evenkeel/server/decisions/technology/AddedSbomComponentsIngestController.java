// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.technology;

import dev.evenkeel.api.TechnologyApi.ChangeSbomAdditions;
import dev.evenkeel.api.TechnologyApi.PutChangeSbomAdditionsRequest;
import dev.evenkeel.server.foundation.request.JsonRequest;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.RequiresRight;
import dev.evenkeel.server.foundation.security.access.Right;
import java.util.List;
import java.util.Objects;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

/// The endpoints that receive the SBOM differences of a change (docs/reference/http-api.md).
@RestController
class AddedSbomComponentsIngestController {
    private static final int LONGEST = 1_000;

    private final AddedSbomComponentsIngestService diffs;

    AddedSbomComponentsIngestController(AddedSbomComponentsIngestService diffs) {
        this.diffs = diffs;
    }

    /// Replaces the components that the change of a flag adds to the SBOM.
    @PutMapping("/api/v1/environments/{environment}/flags/{flag}/sbom-diff")
    @RequiresRight(Right.AUTHOR)
    ChangeSbomAdditions putForFlag(
            @PathVariable String environment,
            @PathVariable String flag,
            JsonRequest<PutChangeSbomAdditionsRequest> body,
            Caller.Actor caller) {
        return diffs.saveForFlag(environment, flag, requireComponents(body), caller.name());
    }

    /// Replaces the components that a reported change adds to the SBOM.
    @PutMapping("/api/v1/changes/{id}/sbom-diff")
    @RequiresRight(Right.AUTHOR)
    ChangeSbomAdditions putForChange(
            @PathVariable String id, JsonRequest<PutChangeSbomAdditionsRequest> body, Caller.Actor caller) {
        return diffs.saveForChange(id, requireComponents(body), caller.name());
    }

    private static List<String> requireComponents(JsonRequest<PutChangeSbomAdditionsRequest> body) {
        return body.orThrow("The comparison was not stored.", (given, errors) -> {
                    List<String> components = Objects.requireNonNullElse(given.introduced(), List.of());
                    for (int i = 0; i < components.size(); i++) {
                        if (components.get(i).isBlank() || components.get(i).length() > LONGEST) {
                            errors.add(
                                    "/introduced/" + i,
                                    "must be 1 to " + LONGEST + " characters, not blank",
                                    "use a package URL without a version");
                        }
                    }
                })
                .introduced();
    }
}
