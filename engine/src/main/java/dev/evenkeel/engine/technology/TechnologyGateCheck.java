// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.technology;

import dev.evenkeel.engine.gate.GateResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Holds what a change introduces against the register.
///
/// It must not go on with a technology that the register does not know, with one that it brings along and
/// does not declare, or with one that takes a token nobody has and has no decision record. It cannot be told
/// when what the policy asks for was not said, or when an SBOM shows nothing of what it declares.
public final class TechnologyGateCheck {
    private static final String PAGE = "/technology";

    private final String gate;
    private final TechnologyIntroduction change;
    private final Register register;
    private final List<GateResult> against = new ArrayList<>();

    private TechnologyGateCheck(String gate, TechnologyIntroduction change, Register register) {
        this.gate = gate;
        this.change = change;
        this.register = register;
    }

    /// The register, as a check needs it.
    ///
    /// @param technologies by key
    /// @param accepted decision records that hold
    public record Register(
            TechnologyPolicy policy, Map<String, TechnologyProfile> technologies, AcceptedDecisionRecords accepted) {
        public Register {
            technologies = Map.copyOf(technologies);
        }
    }

    /// All that stands against a change, or that nothing does; one answer or more.
    ///
    /// @param gate name that the answers have
    public static List<GateResult> answers(String gate, TechnologyIntroduction change, Register register) {
        return new TechnologyGateCheck(gate, change, register).answers();
    }

    private List<GateResult> answers() {
        silence();
        Set<String> introduced = new TreeSet<>(found());
        declared().forEach(key -> {
            TechnologyProfile known = register.technologies().get(key);
            if (known == null) {
                deny(change.change() + " introduces " + key + ", which the register does not know");
            } else {
                introduced.add(key);
                shown(key, known);
            }
        });
        InnovationTokens tokens = tokens(introduced);
        tokens.undecided().stream()
                .filter(token -> introduced.contains(token.key()))
                .forEach(this::spent);
        return against.isEmpty() ? List.of(pass(introduced, tokens)) : against;
    }

    private List<String> declared() {
        return Objects.requireNonNullElse(change.declared(), List.<String>of()).stream()
                .distinct()
                .toList();
    }

    private void silence() {
        TechnologyPolicy.DeclarationRequirement demand = register.policy().demand();
        if (change.declared() == null && demand != TechnologyPolicy.DeclarationRequirement.NOTHING) {
            unknown("nobody has said which technologies " + change.change() + " introduces");
        }
        if (change.components() == null && demand == TechnologyPolicy.DeclarationRequirement.SBOM) {
            unknown("nobody has compared the SBOMs of " + change.change());
        }
    }

    /* Technologies that the SBOM shows and the service does not run yet. */
    private List<String> found() {
        List<String> components = Objects.requireNonNullElse(change.components(), List.of());
        List<String> found = new ArrayList<>();
        register.technologies().values().stream()
                .sorted(Comparator.comparing(one -> one.technology().key()))
                .filter(one -> change.service() == null || !one.runsIn(change.service()))
                .forEach(one -> components.stream()
                        .filter(one.technology()::isShownBy)
                        .findFirst()
                        .ifPresent(component -> {
                            found.add(one.technology().key());
                            undeclared(one.technology().key(), component);
                        }));
        return found;
    }

    private void undeclared(String key, String component) {
        if (!declared().contains(key)) {
            deny("the SBOM of " + change.change() + " brings " + component + " of " + key
                    + " along, which it does not declare");
        }
    }

    private void shown(String key, TechnologyProfile known) {
        List<String> components = change.components();
        if (components != null
                && !known.technology().packages().isEmpty()
                && components.stream().noneMatch(known.technology()::isShownBy)) {
            unknown(change.change() + " declares " + key + ", of which its SBOM shows nothing new");
        }
    }

    private InnovationTokens tokens(Set<String> introduced) {
        return InnovationTokens.of(
                register.policy(), register.technologies().values(), register.accepted(), introduced);
    }

    private void spent(InnovationTokens.Token token) {
        deny(token.key() + " takes innovation token " + token.place() + " of "
                + register.policy().tokens() + ", and no accepted decision record about it is behind it");
    }

    private GateResult pass(Set<String> introduced, InnovationTokens tokens) {
        if (change.isSilent()) {
            return GateResult.pass(
                    gate,
                    "nobody has said which technologies " + change.change() + " introduces, and none is asked for");
        }
        if (introduced.isEmpty()) {
            return GateResult.pass(gate, change.change() + " introduces no technology");
        }
        return GateResult.pass(
                        gate,
                        change.change() + " introduces " + String.join(", ", introduced) + "; innovation tokens held: "
                                + tokens.spent().size() + " of "
                                + register.policy().tokens())
                .by(evidence(introduced, tokens));
    }

    private static List<GateResult.Evidence> evidence(Set<String> introduced, InnovationTokens tokens) {
        Map<String, InnovationTokens.Token> held =
                tokens.spent().stream().collect(Collectors.toMap(InnovationTokens.Token::key, token -> token));
        return introduced.stream()
                .map(key -> new GateResult.Evidence(key, words(held.get(key)), PAGE))
                .toList();
    }

    private static String words(InnovationTokens.@Nullable Token token) {
        if (token == null) {
            return "has a history of its own";
        }
        return "innovation token " + token.place()
                + (token.decision() == null ? "" : ", decided by " + token.decision());
    }

    private void deny(String reason) {
        against.add(GateResult.deny(gate, reason).by(link()));
    }

    private void unknown(String reason) {
        against.add(GateResult.unknown(gate, reason).by(link()));
    }

    private static List<GateResult.Evidence> link() {
        return List.of(new GateResult.Evidence("register", "technologies", PAGE));
    }
}
