// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.technology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.engine.gate.GateResult;
import dev.evenkeel.engine.gate.GateVerdict;
import dev.evenkeel.engine.technology.TechnologyPolicy.DeclarationRequirement;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TechnologyGateCheckTest {
    private static final TechnologyTrackRecord JAVA =
            TechnologyFixtures.trackRecord(TechnologyFixtures.technology("java", RadarRing.ADOPT, 0), 100_000);
    private static final TechnologyTrackRecord FOURTH =
            TechnologyFixtures.trackRecord(TechnologyFixtures.technology("t4", RadarRing.TRIAL, 9, "7"), 0);

    private DeclarationRequirement requirement = DeclarationRequirement.NONE;
    private Map<String, TechnologyTrackRecord> register =
            TechnologyFixtures.byKey(TechnologyFixtures.technologiesWithoutExperience(2), JAVA);
    private AcceptedDecisionRecords accepted = AcceptedDecisionRecords.NONE;

    @Test
    void passesUndeclaredChangeUnlessPolicyRequiresDeclaration() {
        register = Map.of();
        assertThat(evaluate(null, null)).singleElement().asString().startsWith("PASS");
        assertThat(evaluate(null, null))
                .containsExactly("PASS the technologies that flag core introduces are not declared (not required by"
                        + " the policy)");
    }

    @Test
    void requiresDeclarationIfPolicyDemandsIt() {
        register = Map.of();
        requirement = DeclarationRequirement.DECLARATION;
        assertThat(evaluate(null, null))
                .containsExactly("UNKNOWN the technologies that flag core introduces are not declared");
        assertThat(evaluate(List.of(), null)).containsExactly("PASS flag core introduces no new technology");
    }

    @Test
    void requiresSbomComparisonIfPolicyDemandsIt() {
        register = Map.of();
        requirement = DeclarationRequirement.SBOM;
        assertThat(evaluate(List.of(), null)).containsExactly("UNKNOWN the SBOMs of flag core are not compared");
        assertThat(evaluate(List.of(), List.of())).containsExactly("PASS flag core introduces no new technology");
    }

    @Test
    void deniesUnregisteredTechnology() {
        assertThat(evaluate(List.of("java", "cobol", "cobol"), null))
                .containsExactly("DENY flag core introduces cobol, which is not in the technology register");
        register = Map.of();
        assertThat(evaluate(List.of("cobol"), null))
                .containsExactly("DENY flag core introduces cobol, which is not in the technology register");
    }

    @Test
    void requiresDecisionRecordBeyondAvailableTokens() {
        assertThat(evaluate(List.of("t1", "java"), null))
                .containsExactly("PASS flag core introduces java, t1; innovation tokens used: 2 of 3");
        register = TechnologyFixtures.byKey(TechnologyFixtures.technologiesWithoutExperience(3), FOURTH);
        assertThat(evaluate(List.of("t4"), null))
                .containsExactly("DENY t4 needs innovation token 4 of 3, but no accepted decision record covers it");
        assertThat(evaluate(List.of("t3"), null))
                .containsExactly("PASS flag core introduces t3; innovation tokens used: 4 of 3");
        accepted = TechnologyFixtures.acceptedRecords("t4", "7");
        assertThat(evaluate(List.of("t4"), null))
                .containsExactly("PASS flag core introduces t4; innovation tokens used: 4 of 3");
    }

    @Test
    void deniesUndeclaredTechnologyFoundInSbom() {
        assertThat(evaluate(List.of(), List.of("pkg:maven/t1/core", "pkg:maven/t1/web", "pkg:maven/other")))
                .containsExactly("DENY the SBOM of flag core contains pkg:maven/t1/core of t1, which the change does"
                        + " not"
                        + " declare");
        assertThat(evaluate(null, List.of("pkg:maven/t1/core")))
                .singleElement()
                .asString()
                .startsWith("DENY");
        assertThat(evaluate(List.of("t1"), List.of("pkg:maven/t1/core")))
                .containsExactly("PASS flag core introduces t1; innovation tokens used: 2 of 3");
    }

    @Test
    void ignoresTechnologyThatServiceAlreadyRuns() {
        register = Map.of(
                "t1",
                new TechnologyTrackRecord(
                        TechnologyFixtures.technology("t1", RadarRing.TRIAL, 1),
                        List.of(new ServiceUsage("payments", TechnologyFixtures.START, null)),
                        new OperatingExperience(10, 0)));
        assertThat(evaluate(List.of(), List.of("pkg:maven/t1/web")))
                .containsExactly("PASS flag core introduces no new technology");
    }

    @Test
    void returnsUnknownForDeclaredTechnologyMissingInSbom() {
        assertThat(evaluate(List.of("t1"), List.of("pkg:maven/other")))
                .containsExactly("UNKNOWN flag core declares t1, but its SBOM contains no new component of it");
    }

    @Test
    void reportsAllViolationsAtOnce() {
        register = TechnologyFixtures.byKey(TechnologyFixtures.technologiesWithoutExperience(3), FOURTH);
        assertThat(evaluate(List.of("t4", "cobol", "t2"), List.of("pkg:maven/t4", "pkg:maven/t1")))
                .containsExactlyInAnyOrder(
                        "DENY t4 needs innovation token 4 of 3, but no accepted decision record covers it",
                        "DENY flag core introduces cobol, which is not in the technology register",
                        "UNKNOWN flag core declares t2, but its SBOM contains no new component of it",
                        "DENY the SBOM of flag core contains pkg:maven/t1 of t1, which the change does not declare");
    }

    private List<String> evaluate(@Nullable List<String> declared, @Nullable List<String> components) {
        List<GateResult> answers = TechnologyGateCheck.evaluate(
                "technology",
                new ChangeTechnologies("flag core", "payments", declared, components),
                new TechnologyGateCheck.Register(new TechnologyPolicy(3, 2_190, requirement), register, accepted));
        assertThat(answers)
                .allMatch(one -> one.gate().equals("technology"))
                .allMatch(one -> one.verdict() == GateVerdict.PASS
                        || one.evidence().getFirst().link() != null);
        return answers.stream().map(one -> one.verdict() + " " + one.reason()).toList();
    }
}
