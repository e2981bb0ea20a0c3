// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.plan;

import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.engine.preview.PlanPreview;
import dev.evenkeel.engine.preview.StartWarning;
import dev.evenkeel.engine.preview.Traffic;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.files.json.Faults;
import dev.evenkeel.server.console.flag.FlagDesk;
import dev.evenkeel.server.console.flag.FlagFacts;
import dev.evenkeel.server.console.gate.GateRows;
import dev.evenkeel.server.foundation.catalog.Services;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.gates.gate.GateQuestion;
import dev.evenkeel.server.rollouts.evidence.VariantKey;
import dev.evenkeel.server.rollouts.rollout.Rollouts;
import dev.evenkeel.server.rollouts.rollout.start.RolloutPlanning;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What is known where somebody plans a rollout. Thread-safe.
@Component
final class PlanDesk {
    private final RolloutPlanning planning;
    private final Rollouts rollouts;
    private final Services services;
    private final FlagDesk flags;
    private final GateRows gates;

    PlanDesk(RolloutPlanning planning, Rollouts rollouts, Services services, FlagDesk flags, GateRows gates) {
        this.planning = planning;
        this.rollouts = rollouts;
        this.services = services;
        this.flags = flags;
        this.gates = gates;
    }

    /// The page of a plan.
    ///
    /// @param asked what stands in the address
    PlanPage page(FlagFacts flag, Map<String, String> asked, Caller.Actor caller, Instant now) {
        PlanPage.Choice choice = choice(flag, asked);
        RolloutPlanning.Known known = planning.known(new VariantKey(flag.environment(), flag.key(), choice.control()));
        PlanForm form = PlanReading.read(asked, planning.plans(), known, price(choice));
        RolloutPlan plan = form.plan();
        Traffic traffic = form.at();
        PlanPreview preview = plan == null || traffic == null
                ? null
                : planning.preview(plan, traffic).orElse(null);
        List<StartWarning> warnings =
                plan == null || traffic == null ? List.of() : planning.warnings(plan, traffic, known.samples());
        var standing = new PlanPage.Standing(
                rollouts.findRunning(flag.environment(), flag.key()).orElse(null),
                flags.may(flag, caller).author(),
                gates.of(question(flag, choice, caller.name())),
                objections(flag, choice, form, caller.name()),
                warnings,
                known);
        return new PlanPage(flag, form, choice, preview, standing, now);
    }

    private @Nullable CataloguePrice price(PlanPage.Choice choice) {
        return services.find(choice.service().isEmpty() ? choice.owner() : choice.service())
                .flatMap(CataloguePrice::of)
                .orElse(null);
    }

    private List<Faults.Fault> objections(FlagFacts flag, PlanPage.Choice choice, PlanForm form, String who) {
        return form.isWrong()
                ? List.of()
                : planning.objections(flag.environment(), PlanPage.order(flag, choice, form), who);
    }

    private static GateQuestion question(FlagFacts flag, PlanPage.Choice choice, String author) {
        return new GateQuestion(
                flag.environment(),
                flag.key(),
                choice.service().isEmpty() ? null : choice.service(),
                null,
                GateQuestion.isClass(choice.changeClass()) ? choice.changeClass() : GateQuestion.NORMAL,
                author);
    }

    private PlanPage.Choice choice(FlagFacts flag, Map<String, String> asked) {
        List<String> variants = List.copyOf(flag.flag().path("variants").propertyNames());
        String control = asked.getOrDefault("control", usualControl(flag, variants));
        Service owner = flags.service(flag);
        String ofFlag = owner == null ? "" : owner.key();
        return new PlanPage.Choice(
                variants,
                control,
                asked.getOrDefault("candidate", usualCandidate(variants, control)),
                owner == null ? services.list().stream().map(Service::key).toList() : List.of(ofFlag),
                asked.getOrDefault("service", ofFlag).strip(),
                ofFlag,
                asked.getOrDefault("class", GateQuestion.NORMAL).strip());
    }

    private static String usualControl(FlagFacts flag, List<String> variants) {
        return flag.hasDefaultVariant() || variants.isEmpty() ? flag.defaultVariant() : variants.getFirst();
    }

    /* The variant behind control, as the stages of a migration are written; else the first other one. */
    private static String usualCandidate(List<String> variants, String control) {
        int next = variants.indexOf(control) + 1;
        return next > 0 && next < variants.size()
                ? variants.get(next)
                : variants.stream()
                        .filter(variant -> !variant.equals(control))
                        .findFirst()
                        .orElse("");
    }
}
