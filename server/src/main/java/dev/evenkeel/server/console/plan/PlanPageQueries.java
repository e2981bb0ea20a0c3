// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.plan;

import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.engine.preview.PlanPreview;
import dev.evenkeel.engine.preview.StartWarning;
import dev.evenkeel.engine.preview.TrafficAssumptions;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.engine.validation.ValidationError;
import dev.evenkeel.server.console.flag.FlagDetails;
import dev.evenkeel.server.console.flag.FlagPageQueries;
import dev.evenkeel.server.console.gate.ChangeGateRowEvaluator;
import dev.evenkeel.server.foundation.catalog.ServiceCatalogService;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.gates.gate.GateContext;
import dev.evenkeel.server.rollouts.evidence.VariantKey;
import dev.evenkeel.server.rollouts.rollout.RolloutQueries;
import dev.evenkeel.server.rollouts.rollout.start.RolloutPlanningQueries;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Loads the data of the plan page. Thread-safe.
@Component
final class PlanPageQueries {
    private final RolloutPlanningQueries planning;
    private final RolloutQueries rollouts;
    private final ServiceCatalogService services;
    private final FlagPageQueries flags;
    private final ChangeGateRowEvaluator gates;

    PlanPageQueries(
            RolloutPlanningQueries planning,
            RolloutQueries rollouts,
            ServiceCatalogService services,
            FlagPageQueries flags,
            ChangeGateRowEvaluator gates) {
        this.planning = planning;
        this.rollouts = rollouts;
        this.services = services;
        this.flags = flags;
        this.gates = gates;
    }

    /// Creates the model of the plan page.
    ///
    /// @param asked query parameters
    PlanPageModel loadPage(FlagDetails flag, Map<String, String> asked, Caller.Actor caller, Instant now) {
        PlanPageModel.VariantAndServiceSelection choice = parseSelection(flag, asked);
        RolloutPlanningQueries.ControlTrafficSample known =
                planning.measureControl(new VariantKey(flag.environment(), flag.key(), choice.control()));
        PlanForm form = PlanQueryParser.parse(asked, planning.plans(), known, findPrice(choice));
        RolloutPlan plan = form.plan();
        TrafficAssumptions traffic = form.traffic();
        PlanPreview preview = plan == null || traffic == null
                ? null
                : planning.preview(plan, traffic).orElse(null);
        List<StartWarning> warnings =
                plan == null || traffic == null ? List.of() : planning.listWarnings(plan, traffic, known.samples());
        var startReadiness = new PlanPageModel.StartReadiness(
                rollouts.findRunningByFlag(flag.environment(), flag.key()).orElse(null),
                flags.getPermissions(flag, caller).canEdit(),
                gates.listForContext(toGateContext(flag, choice, caller.name())),
                listObjections(flag, choice, form, caller.name()),
                warnings,
                known);
        return new PlanPageModel(flag, form, choice, preview, startReadiness, now);
    }

    private @Nullable CatalogFailureCost findPrice(PlanPageModel.VariantAndServiceSelection choice) {
        return services.findByKey(choice.service().isEmpty() ? choice.owner() : choice.service())
                .flatMap(CatalogFailureCost::of)
                .orElse(null);
    }

    private List<ValidationError> listObjections(
            FlagDetails flag, PlanPageModel.VariantAndServiceSelection choice, PlanForm form, String who) {
        return form.hasProblems()
                ? List.of()
                : planning.validate(flag.environment(), PlanPageModel.buildRequest(flag, choice, form), who);
    }

    private static GateContext toGateContext(
            FlagDetails flag, PlanPageModel.VariantAndServiceSelection choice, String author) {
        return new GateContext(
                flag.environment(),
                flag.key(),
                choice.service().isEmpty() ? null : choice.service(),
                null,
                GateContext.isValidClass(choice.changeClass()) ? choice.changeClass() : GateContext.NORMAL,
                author);
    }

    private PlanPageModel.VariantAndServiceSelection parseSelection(FlagDetails flag, Map<String, String> asked) {
        List<String> variants = List.copyOf(flag.flag().path("variants").propertyNames());
        String control = asked.getOrDefault("control", defaultControl(flag, variants));
        Service owner = flags.findService(flag);
        String ofFlag = owner == null ? "" : owner.key();
        return new PlanPageModel.VariantAndServiceSelection(
                variants,
                control,
                asked.getOrDefault("candidate", defaultCandidate(variants, control)),
                owner == null ? services.list().stream().map(Service::key).toList() : List.of(ofFlag),
                asked.getOrDefault("service", ofFlag).strip(),
                ofFlag,
                asked.getOrDefault("class", GateContext.NORMAL).strip());
    }

    private static String defaultControl(FlagDetails flag, List<String> variants) {
        return flag.hasDefaultVariant() || variants.isEmpty() ? flag.defaultVariant() : variants.getFirst();
    }

    /* The variant after control, in the order of migration stages; or else the first other variant. */
    private static String defaultCandidate(List<String> variants, String control) {
        int next = variants.indexOf(control) + 1;
        return next > 0 && next < variants.size()
                ? variants.get(next)
                : variants.stream()
                        .filter(variant -> !variant.equals(control))
                        .findFirst()
                        .orElse("");
    }
}
