// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenkeel.e2e.Tutorial.Commands;
import dev.evenkeel.e2e.Tutorial.Section;
import dev.evenkeel.e2e.Tutorial.WrittenFile;
import org.junit.jupiter.api.Test;

/// How tutorials are read and outputs compared; `TutorialIT` plays them.
class TutorialTest {
    private static Tutorial parse(String text) {
        return Tutorial.parse(text.lines().toList(), "checkout");
    }

    @Test
    void parsesFilesCommandsAndExpectedOutput() {
        Tutorial read = parse("""
                # A title

                ```json
                {"only": "shown"}
                ```

                ## Begin

                In `a/pom.xml`:

                ```xml title=a/pom.xml
                <a>
                # no heading
                </a>
                ```

                ```bash
                one
                two
                ```

                Which says:

                ```console
                # done
                ```

                ```bash
                silent
                ```
                """);
        assertThat(read.sections()).singleElement().satisfies(section -> {
            assertThat(section.title()).isEqualTo("Begin");
            assertThat(section.steps())
                    .containsExactly(
                            new WrittenFile("a/pom.xml", "<a>\n# no heading\n</a>\n"),
                            new Commands(17, "one\ntwo\n", new ExpectedOutput("# done\n")),
                            new Commands(28, "silent\n", ExpectedOutput.NOTHING));
        });
    }

    @Test
    void omitsSectionsWithoutSteps() {
        assertThat(parse("# A\n\ntext\n\n## B\n\n```bash\nx\n```\n\n## C\n").sections())
                .extracting(Section::title)
                .containsExactly("B");
    }

    @Test
    void omitsBlocksOfOtherInstallationMethods() {
        String text =
                "## A\n```bash from=package\nx\n```\n```console from=package\ny\n```\n```bash from=checkout\nz\n```\n";
        assertThat(Tutorial.parse(text.lines().toList(), "package").sections())
                .flatMap(Section::steps)
                .containsExactly(new Commands(2, "x\n", new ExpectedOutput("y\n")));
        assertThat(parse(text).sections())
                .flatMap(Section::steps)
                .containsExactly(new Commands(8, "z\n", ExpectedOutput.NOTHING));
    }

    @Test
    void rejectsInvalidTutorials() {
        assertThatThrownBy(() -> parse("```console\nx\n```\n"))
                .hasMessageContaining("line 1 stands behind no commands");
        assertThatThrownBy(
                        () -> parse("```bash\nx\n```\n```console\n```\n`f`:\n```json title=f\n```\n```console\n```\n"))
                .hasMessageContaining("line 9");
        assertThatThrownBy(() -> parse("`pom`:\n```xml title=pom.xml\n```\n"))
                .hasMessage("the text above line 2 does not name the file pom.xml");
        assertThatThrownBy(() -> parse("text\n```bash\nx\n")).hasMessageContaining("line 2 does not end");
    }

    @Test
    void matchesOutputWithWildcards() {
        var expected = new ExpectedOutput("…\nr-… ended after … s.\nexit code 1\n");
        assertThat(expected.matches("r-12 ended after 3 s.\nexit code 1")).isTrue();
        assertThat(expected.matches("one\n\ntwo\nr-12 \u001b[1mended\u001b[m after 3 s.\nexit code 1\n"))
                .isTrue();
        assertThat(expected.matches("r-12 ended after 3 s!\nexit code 1\n")).isFalse();
        assertThat(expected.matches("r-12 ended after 3 s.\nexit code 1\nmore\n"))
                .isFalse();
        assertThat(expected.matches("r-12 ended\nafter 3 s.\nexit code 1\n")).isFalse();
        assertThat(ExpectedOutput.NOTHING.matches("")).isTrue();
        assertThat(ExpectedOutput.NOTHING.matches("a warning\n")).isFalse();
    }
}
