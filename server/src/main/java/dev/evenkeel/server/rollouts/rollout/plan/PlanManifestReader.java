// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.plan;

import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.JsonTextParser;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.files.plan.NamedPlanLookup;
import dev.evenkeel.files.plan.RolloutPlanCodec;
import dev.evenkeel.server.foundation.manifest.DesiredObject;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A reader of plan manifests. A plan may use another one as its template, which is then read first. Single
/// use.
final class PlanManifestReader implements NamedPlanLookup {
    private final NamedPlanLookup inForce;
    private final ValidationErrors errors;
    private final Map<String, DesiredObject> left = new LinkedHashMap<>();
    private final Map<String, RolloutPlan> right = new LinkedHashMap<>();
    private final Set<String> wrong = new HashSet<>();

    /// @param inForce stored plans that may be templates, in addition to those in the files
    /// @param errors receives all validation errors
    PlanManifestReader(List<DesiredObject> wanted, NamedPlanLookup inForce, ValidationErrors errors) {
        this.inForce = inForce;
        this.errors = errors;
        wanted.forEach(desired -> left.put(desired.name().name(), desired));
    }

    /// Reads all plans.
    ///
    /// @return valid plans
    List<RolloutPlan> readAll() {
        for (List<DesiredObject> ready = ready(); !ready.isEmpty(); ready = ready()) {
            ready.forEach(this::read);
        }
        left.values().forEach(desired -> note(desired, "is its own template, directly or through other plans"));
        return List.copyOf(right.values());
    }

    private List<DesiredObject> ready() {
        return left.values().stream()
                .filter(desired -> !left.containsKey(template(desired)))
                .toList();
    }

    private void read(DesiredObject desired) {
        String name = desired.name().name();
        left.remove(name);
        RolloutPlan plan = null;
        if (wrong.contains(template(desired))) {
            note(desired, "is invalid");
        } else {
            plan = read(desired, this, errors);
        }
        if (plan == null) {
            wrong.add(name);
        } else {
            right.put(name, plan);
        }
    }

    private void note(DesiredObject desired, String trouble) {
        errors.add(
                desired.pointer() + "/template",
                "plan \"" + template(desired) + "\" " + trouble,
                "correct that plan first, or use another template");
    }

    private static String template(DesiredObject desired) {
        return desired.spec().path("template").asString("");
    }

    @Override
    public @Nullable RolloutPlan find(String name) {
        RolloutPlan plan = right.get(name);
        return plan == null ? inForce.find(name) : plan;
    }

    @Override
    public List<String> listNames() {
        return Stream.concat(inForce.listNames().stream(), right.keySet().stream())
                .distinct()
                .sorted()
                .toList();
    }

    /// Reads one plan.
    ///
    /// @param plans plans that may be its template
    /// @return null when the manifest is invalid; all validation errors have then been added
    static @Nullable RolloutPlan read(DesiredObject desired, NamedPlanLookup plans, ValidationErrors errors) {
        int before = errors.toList().size();
        checkName(desired, errors);
        boolean empty = desired.spec().isMissingNode() || desired.spec().isNull();
        JsonObjectReader spec = new JsonObjectReader(empty ? null : desired.spec(), desired.pointer(), errors);
        if (spec.find("name") != null) {
            errors.add(spec.pointerTo("name"), "is not allowed here: metadata.name is the plan's name", "remove it");
        }
        ObjectNode plan = JsonTextParser.STRICT.createObjectNode();
        JsonNode given = spec.object();
        if (given != null) {
            given.properties().forEach(member -> plan.set(member.getKey(), member.getValue()));
        }
        RolloutPlan read =
                RolloutPlanCodec.parse(plan.put("name", desired.name().name()), plans, desired.pointer(), errors);
        return errors.toList().size() > before ? null : read;
    }

    private static void checkName(DesiredObject desired, ValidationErrors errors) {
        String name = desired.name().name();
        if (PlanCatalog.isValidName(name)) {
            return;
        }
        boolean shipped = NamedPlanLookup.isBuiltIn(name);
        errors.add(
                desired.pointer().replaceFirst("/spec$", "/metadata/name"),
                shipped
                        ? "plan \"" + name + "\" is built in and cannot be changed"
                        : "invalid plan name \"" + name + "\"",
                shipped
                        ? "use another name, with template: " + name
                        : "use up to 63 lower-case letters, digits and dashes, such as payments");
    }
}
