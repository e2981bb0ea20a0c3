// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

import dev.evenkeel.api.IncidentTemplateApi.IncidentTemplateSpec;
import dev.evenkeel.files.json.JsonTextParser;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.foundation.manifest.KindDescriptor;
import dev.evenkeel.server.foundation.manifest.ManifestChangeContext;
import dev.evenkeel.server.foundation.manifest.ManifestObjectName;
import dev.evenkeel.server.foundation.manifest.PerObjectManifestKind;
import dev.evenkeel.server.foundation.request.JsonRequestBinder;
import dev.evenkeel.server.foundation.security.access.Right;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The manifest kind of incident templates.
@Component
class IncidentTemplateManifestKind implements PerObjectManifestKind {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?");
    private static final int LONGEST_STEP = 500;

    private final IncidentTemplateService templates;
    private final JsonRequestBinder binder;

    IncidentTemplateManifestKind(IncidentTemplateService templates, JsonRequestBinder binder) {
        this.templates = templates;
        this.binder = binder;
    }

    @Override
    public KindDescriptor descriptor() {
        return KindDescriptor.of(
                "IncidentTemplate",
                45,
                Right.OPERATE,
                IncidentTemplateSpec.class,
                "Default values for incidents of one kind.");
    }

    @Override
    public SortedMap<ManifestObjectName, JsonNode> listSpecs() {
        SortedMap<ManifestObjectName, JsonNode> all = new TreeMap<>();
        templates
                .listAll()
                .forEach(one ->
                        all.put(ManifestObjectName.of(one.name()), JsonTextParser.STRICT.valueToTree(one.spec())));
        return all;
    }

    @Override
    public ObjectNode defaultSpec(ManifestObjectName name) {
        ObjectNode usual = JsonTextParser.STRICT.createObjectNode();
        usual.put("description", "").putObject("roles");
        List.of("firstSteps", "followUps").forEach(usual::putArray);
        return usual;
    }

    @Override
    public void apply(ManifestObjectName name, JsonNode spec, ManifestChangeContext context) {
        IncidentTemplateSpec template = binder.bind(IncidentTemplateSpec.class, spec)
                .orThrow("Nothing was changed.", (given, errors) -> check(name.name(), given, errors));
        templates.save(name, template, context);
    }

    private static void check(String name, IncidentTemplateSpec given, ValidationErrors errors) {
        if (!NAME.matcher(name).matches()) {
            errors.add(
                    "",
                    "invalid template name \"" + name + "\"",
                    "use at most 63 lowercase letters, digits, dots and hyphens");
        }
        if (given.roles() != null) {
            given.roles().forEach((role, person) -> {
                if (person.isBlank()) {
                    errors.add("/roles/" + role, "must not be blank", "name a user, or omit the role");
                }
            });
        }
        if (!areDistinctLines(given.firstSteps())) {
            errors.add(
                    "/firstSteps",
                    "must have different lines of 1 to " + LONGEST_STEP + " characters",
                    "write each step in one line");
        }
    }

    /* A step is matched to a timeline note by its text, so each step must be a unique line. */
    private static boolean areDistinctLines(@Nullable List<String> steps) {
        return steps == null
                || (steps.stream().map(String::strip).distinct().count() == steps.size()
                        && steps.stream()
                                .noneMatch(step -> step.isBlank()
                                        || step.length() > LONGEST_STEP
                                        || step.chars().anyMatch(Character::isISOControl)));
    }

    @Override
    public void delete(ManifestObjectName name, ManifestChangeContext context) {
        templates.delete(name, context);
    }
}
