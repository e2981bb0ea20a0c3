// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.technology;

import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.foundation.problems.ValidationErrorMapper;
import dev.evenkeel.server.foundation.schema.OpenApiRequestBodySchema;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.RequiresRight;
import dev.evenkeel.server.foundation.security.access.Right;
import java.util.List;
import java.util.Set;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// The endpoints that receive the SBOM differences of a change (docs/reference/http-api.md).
@RestController
class AddedSbomComponentsIngestController {
    private static final Set<String> FIELDS = Set.of("introduced");
    private static final int MOST = 20_000;
    private static final int LONGEST = 1_000;

    private final AddedSbomComponentsIngestService diffs;

    AddedSbomComponentsIngestController(AddedSbomComponentsIngestService diffs) {
        this.diffs = diffs;
    }

    /// Replaces the components that the change of a flag adds to the SBOM.
    @PutMapping("/api/v1/environments/{environment}/flags/{flag}/sbom-diff")
    @RequiresRight(Right.AUTHOR)
    @OpenApiRequestBodySchema(TechnologyRequestSchemas.PutChangeSbomAdditionsRequest.class)
    ChangeTechnologyRepository.ChangeSbomAdditions putForFlag(
            @PathVariable String environment,
            @PathVariable String flag,
            @RequestBody JsonNode body,
            Caller.Actor caller) {
        return diffs.saveForFlag(environment, flag, parseComponents(body), caller.name());
    }

    /// Replaces the components that a reported change adds to the SBOM.
    @PutMapping("/api/v1/changes/{id}/sbom-diff")
    @RequiresRight(Right.AUTHOR)
    @OpenApiRequestBodySchema(TechnologyRequestSchemas.PutChangeSbomAdditionsRequest.class)
    ChangeTechnologyRepository.ChangeSbomAdditions putForChange(
            @PathVariable String id, @RequestBody JsonNode body, Caller.Actor caller) {
        return diffs.saveForChange(id, parseComponents(body), caller.name());
    }

    private static List<String> parseComponents(JsonNode body) {
        var errors = new ValidationErrors();
        JsonObjectReader fields = new JsonObjectReader(body, "", errors).rejectUnknownFields(FIELDS);
        if (fields.find("introduced") == null) {
            errors.add("/introduced", "is missing", "list the package URLs of added components, or an empty array");
        }
        List<String> components = fields.texts("introduced", List.of());
        if (components.size() > MOST) {
            errors.add(
                    "/introduced",
                    "must have at most " + MOST + " elements, got " + components.size(),
                    "send only the added components");
        }
        for (int i = 0; i < components.size(); i++) {
            String one = components.get(i);
            if (one.isBlank() || one.length() > LONGEST || one.indexOf('\0') >= 0) {
                errors.add(
                        "/introduced/" + i,
                        "must be 1 to " + LONGEST + " characters, without NUL",
                        "use a package URL without a version");
            }
        }
        ValidationErrorMapper.throwIfAny(errors, "The comparison was not stored.");
        return components;
    }
}
