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

/// The check of the technologies that a change introduces against the register.
///
/// The gate denies a technology that is not in the register, one that an SBOM shows but the change does not
/// declare, and one that needs a token when none is free and no decision record justifies it. The result is
/// unknown when a declaration required by the policy is missing, or when the SBOM does not list a declared
/// technology.
public final class TechnologyGateCheck {
    private static final String PAGE = "/technology";

    private final String gate;
    private final ChangeTechnologies change;
    private final Register register;
    private final List<GateResult> against = new ArrayList<>();

    private TechnologyGateCheck(String gate, ChangeTechnologies change, Register register) {
        this.gate = gate;
        this.change = change;
        this.register = register;
    }

    /// The register, as input of a check.
    ///
    /// @param technologies technologies by key
    /// @param accepted accepted decision records
    public record Register(
            TechnologyPolicy policy,
            Map<String, TechnologyTrackRecord> technologies,
            AcceptedDecisionRecords accepted) {
        public Register {
            technologies = Map.copyOf(technologies);
        }
    }

    /// Returns a result for every reason that blocks a change, or one pass.
    ///
    /// @param gate name of the gate in the results
    public static List<GateResult> evaluate(String gate, ChangeTechnologies change, Register register) {
        return new TechnologyGateCheck(gate, change, register).evaluate();
    }

    private List<GateResult> evaluate() {
        checkDeclared();
        Set<String> introduced = new TreeSet<>(detectTechnologies());
        declaredKeys().forEach(key -> {
            TechnologyTrackRecord known = register.technologies().get(key);
            if (known == null) {
                deny(change.change() + " introduces " + key + ", which is not in the technology register");
            } else {
                introduced.add(key);
                checkComponents(key, known);
            }
        });
        InnovationTokens tokens = countTokens(introduced);
        tokens.findUndecided().stream()
                .filter(token -> introduced.contains(token.key()))
                .forEach(this::denyToken);
        return against.isEmpty() ? List.of(pass(introduced, tokens)) : against;
    }

    private List<String> declaredKeys() {
        return Objects.requireNonNullElse(change.declared(), List.<String>of()).stream()
                .distinct()
                .toList();
    }

    private void checkDeclared() {
        TechnologyPolicy.DeclarationRequirement demand = register.policy().requiredDeclaration();
        if (change.declared() == null && demand != TechnologyPolicy.DeclarationRequirement.NONE) {
            unknown("the technologies that " + change.change() + " introduces are not declared");
        }
        if (change.components() == null && demand == TechnologyPolicy.DeclarationRequirement.SBOM) {
            unknown("the SBOMs of " + change.change() + " are not compared");
        }
    }

    /* Technologies in the SBOM that the service does not run yet. */
    private List<String> detectTechnologies() {
        List<String> components = Objects.requireNonNullElse(change.components(), List.of());
        List<String> found = new ArrayList<>();
        register.technologies().values().stream()
                .sorted(Comparator.comparing(one -> one.technology().key()))
                .filter(one -> change.service() == null || !one.runsIn(change.service()))
                .forEach(one -> components.stream()
                        .filter(one.technology()::matchesComponent)
                        .findFirst()
                        .ifPresent(component -> {
                            found.add(one.technology().key());
                            checkUndeclared(one.technology().key(), component);
                        }));
        return found;
    }

    private void checkUndeclared(String key, String component) {
        if (!declaredKeys().contains(key)) {
            deny("the SBOM of " + change.change() + " contains " + component + " of " + key
                    + ", which the change does not declare");
        }
    }

    private void checkComponents(String key, TechnologyTrackRecord known) {
        List<String> components = change.components();
        if (components != null
                && !known.technology().packages().isEmpty()
                && components.stream().noneMatch(known.technology()::matchesComponent)) {
            unknown(change.change() + " declares " + key + ", but its SBOM contains no new component of it");
        }
    }

    private InnovationTokens countTokens(Set<String> introduced) {
        return InnovationTokens.of(
                register.policy(), register.technologies().values(), register.accepted(), introduced);
    }

    private void denyToken(InnovationTokens.Token token) {
        deny(token.key() + " needs innovation token " + token.number() + " of "
                + register.policy().tokens() + ", but no accepted decision record covers it");
    }

    private GateResult pass(Set<String> introduced, InnovationTokens tokens) {
        if (change.isSilent()) {
            return GateResult.pass(
                    gate,
                    "the technologies that " + change.change()
                            + " introduces are not declared (not required by the policy)");
        }
        if (introduced.isEmpty()) {
            return GateResult.pass(gate, change.change() + " introduces no new technology");
        }
        return GateResult.pass(
                        gate,
                        change.change() + " introduces " + String.join(", ", introduced) + "; innovation tokens used: "
                                + tokens.spent().size() + " of "
                                + register.policy().tokens())
                .withEvidence(evidence(introduced, tokens));
    }

    private static List<GateResult.GateEvidenceItem> evidence(Set<String> introduced, InnovationTokens tokens) {
        Map<String, InnovationTokens.Token> held =
                tokens.spent().stream().collect(Collectors.toMap(InnovationTokens.Token::key, token -> token));
        return introduced.stream()
                .map(key -> new GateResult.GateEvidenceItem(key, describe(held.get(key)), PAGE))
                .toList();
    }

    private static String describe(InnovationTokens.@Nullable Token token) {
        if (token == null) {
            return "has enough operating experience";
        }
        return "innovation token " + token.number()
                + (token.decision() == null ? "" : ", decision record " + token.decision());
    }

    private void deny(String reason) {
        against.add(GateResult.deny(gate, reason).withEvidence(linkEvidence()));
    }

    private void unknown(String reason) {
        against.add(GateResult.unknown(gate, reason).withEvidence(linkEvidence()));
    }

    private static List<GateResult.GateEvidenceItem> linkEvidence() {
        return List.of(new GateResult.GateEvidenceItem("register", "technologies", PAGE));
    }
}
