// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.adr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.engine.validation.ValidationError;
import dev.evenkeel.files.adr.DecisionRecord.Section;
import dev.evenkeel.files.json.ValidationErrors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MadrCodecTest {
    private static final String CANONICAL = """
            ---
            status: accepted
            date: 2026-11-20
            decision-makers:
            - anna
            - Meier, Ben
            consulted:
            - carla
            ticket: PAY-7
            ---

            # Use Quarkus for payments

            A sentence before the first section.

            ## Context and Problem Statement

            The start takes 40 s.

            ```bash
            # this is no heading
            ./start
            ```

            ## Considered Options

            * Quarkus
            * none

            ## Decision Outcome

            Chosen option: Quarkus.

            ### Confirmation

            forecast fc-1

            ## Cost of the licence

            None.
            """;

    private final ValidationErrors errors = new ValidationErrors();

    @Test
    void decodesFrontMatterTitleAndUnknownSections() {
        DecisionRecord found = read(CANONICAL);

        assertThat(errors.toList()).isEmpty();
        assertThat(found.title()).isEqualTo("Use Quarkus for payments");
        assertThat(found.introduction()).isEqualTo("A sentence before the first section.");
        assertThat(found.isAccepted()).isTrue();
        assertThat(found.frontMatter().date()).isEqualTo("2026-11-20");
        assertThat(found.frontMatter().decisionMakers()).containsExactly("anna", "Meier, Ben");
        assertThat(found.frontMatter().consulted()).containsExactly("carla");
        assertThat(found.frontMatter().informed()).isEmpty();
        assertThat(found.frontMatter().others().get("ticket")).hasToString("\"PAY-7\"");
        assertThat(found.sections())
                .extracting(Section::heading)
                .containsExactly(
                        "Context and Problem Statement",
                        "Considered Options",
                        "Decision Outcome",
                        "Confirmation",
                        "Cost of the licence");
        assertThat(found.findSection("confirmation").orElseThrow())
                .isEqualTo(new Section(3, "Confirmation", "forecast fc-1"));
        assertThat(found.findSection("context and problem statement")
                        .orElseThrow()
                        .body())
                .endsWith("# this is no heading\n./start\n```");
    }

    @Test
    void encodesCanonicalRecordUnchanged() {
        assertThat(MadrCodec.encode(read(CANONICAL))).isEqualTo(CANONICAL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "# Only a title",
                "---\nstatus: superseded by ADR-0123\ndecision-makers: anna, ben\n---\n# T\n\n\n\n## A\n## B\n\n\nx\n\n\n",
                "before\n# T\n# Another of the first level\ntext",
                "---\n# a comment\n---\r\n# T\r\n\r\nwords\r\n",
                "---\nstatus: \"yes: no\"\ndate: 2026-11-20\nlist: [1, {a: b}]\ntext: |\n  two\n  lines\n---\n\n# T # with\n##no heading",
                "# T\n~~~\n## no heading\n~~~\n## Heading\n``` unclosed\n# nor this",
                "---\nnot closed\n# T"
            })
    void roundTripsAfterFirstEncoding(String text) {
        DecisionRecord first = read(text);
        String written = MadrCodec.encode(first);

        assertThat(errors.toList()).isEmpty();
        assertThat(read(written)).isEqualTo(first);
        assertThat(MadrCodec.encode(read(written))).isEqualTo(written);
        assertThat(errors.toList()).isEmpty();
    }

    @Test
    void splitsCommaSeparatedDecisionMakers() {
        assertThat(read("---\ndecision-makers: anna, ben ,\nstatus: Accepted\n---\n# T")
                        .frontMatter()
                        .decisionMakers())
                .containsExactly("anna", "ben");
    }

    @Test
    void isAcceptedOnlyWithStatusAccepted() {
        assertThat(read("---\nstatus: Accepted\n---\n# T").isAccepted()).isTrue();
        assertThat(read("---\nstatus: superseded by 0008\n---\n# T").isAccepted())
                .isFalse();
        assertThat(read("# T").isAccepted()).isFalse();
    }

    @Test
    void reportsMissingTitleAndInvalidFrontMatter() {
        MadrCodec.decode("a/b", "no title", "/0", errors);
        MadrCodec.decode("b", "---\n- a list\n---\n# T", "/1", errors);
        MadrCodec.decode("c", "---\na: [\n---\n# T", "/2", errors);

        assertThat(errors.toList()).extracting(ValidationError::pointer).containsExactly("/0", "/1", "/2");
        assertThat(errors.toList().get(1).message()).isEqualTo("has front matter that is not a mapping");
        assertThat(errors.toList().get(2).message()).startsWith("has invalid front matter: not YAML");
    }

    private DecisionRecord read(String text) {
        return MadrCodec.decode("0007-use-quarkus", text, "", errors);
    }
}
