// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.cli.EvenkeelCli;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

final class CliReferenceBuilderTest {
    /* A command with each kind of content. */
    private static CommandLine sample() {
        CommandSpec put = CommandSpec.create()
                .mixinStandardHelpOptions(true)
                .addPositional(PositionalParamSpec.builder()
                        .paramLabel("KEY")
                        .index("0")
                        .arity("1")
                        .description("Its name.")
                        .build())
                .addOption(OptionSpec.builder("--to")
                        .paramLabel("x|y")
                        .arity("1")
                        .required(true)
                        .description("What it is set to.")
                        .build())
                .addOption(OptionSpec.builder("--secret").hidden(true).build());
        put.usageMessage()
                .description("Sets one * thing,", "or none.", "", "Example:", "  ./evenkeel put A --to x|y", "")
                .exitCodeList(Map.of("0", "it was set"))
                .footer("%nNothing is lost: 100%%.");
        return new CommandLine(CommandSpec.create().name("evenkeel").addSubcommand("put", put));
    }

    @Test
    void rendersUsageArgumentsExitCodesAndExample() {
        String page = new CliReferenceBuilder(sample()).build().getOrDefault("cli/general", "");
        assertThat(page.substring(page.indexOf("## evenkeel put"))).isEqualTo("""
                ## evenkeel put

                Sets one \\* thing, or none.

                ```
                evenkeel put [-hV] --to=x|y KEY
                ```

                | argument | description |
                |---|---|
                | `KEY` | Its name. |
                | `--to x\\|y` | What it is set to. Required. |

                Exit codes: 0 it was set.

                ```
                ./evenkeel put A --to x|y
                ```

                Nothing is lost: 100%.
                """);
    }

    @Test
    void everyCommandHasASection() {
        Map<String, String> pages = new CliReferenceBuilder(EvenkeelCli.commandLine()).build();
        List<String> names = names(EvenkeelCli.commandLine()).toList();
        assertThat(names).hasSizeGreaterThan(100);
        assertThat(pages.values().stream().flatMap(String::lines).filter(line -> line.matches("##+ evenkeel .*")))
                .map(line -> line.replaceFirst("#+ ", ""))
                .containsExactlyInAnyOrderElementsOf(names);
    }

    /* Groups have a page each, not a section. */
    private static Stream<String> names(CommandLine command) {
        return command.getSubcommands().values().stream()
                .filter(below -> !below.getCommandSpec().usageMessage().hidden())
                .distinct()
                .flatMap(below -> {
                    boolean isPage = command.getParent() == null
                            && !below.getSubcommands().isEmpty();
                    Stream<String> self = isPage
                            ? Stream.of()
                            : Stream.of(below.getCommandSpec().qualifiedName());
                    return Stream.concat(self, names(below));
                });
    }
}
