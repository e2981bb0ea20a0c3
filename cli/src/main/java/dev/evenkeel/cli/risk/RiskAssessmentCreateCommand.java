// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.risk;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import dev.evenkeel.files.risk.RiskCaseFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The `evenkeel risk record` command: assesses a change on the server, which stores the assessment.
@Command(
        name = "record",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Assesses the risk of a flag's change and keeps the case with what came out. From then on the gate \"risk\" holds",
            "the change to it: until somebody has decided, until the work of the course that was chosen is done, and when",
            "the assessment has become stale, by its time or by a serious incident that came after it. A newer assessment",
            "of the same flag takes its place.",
            "",
            "Examples:",
            "  ./evenkeel risk record examples/risk/tale.yaml --flag payment-core",
            "  ./evenkeel risk record examples/risk/own-history.yaml --flag payment-core --own-history",
            "  ./evenkeel risk record --case move-the-core --flag payment-core",
            ""
        })
final class RiskAssessmentCreateCommand extends AbstractServerCommand {
    @ArgGroup(multiplicity = "1")
    private RiskCaseFileOrNameOptions which = new RiskCaseFileOrNameOptions();

    /// The options for the source of the case.
    private static final class RiskCaseFileOrNameOptions {
        @Parameters(paramLabel = "FILE", description = "The case: YAML or JSON, docs/reference/risk-cases.md.")
        private @Nullable Path file;

        @Option(names = "--case", paramLabel = "NAME", description = "A case that the server keeps: risk cases.")
        private @Nullable String name;
    }

    @Option(names = "--flag", paramLabel = "FLAG", required = true, description = OptionDescriptions.FLAG)
    private String flag = "";

    @Option(names = "--author", paramLabel = "NAME", description = OptionDescriptions.AUTHOR)
    private @Nullable String author;

    @Option(names = "--valid-days", paramLabel = "N", description = "Days until it is stale (default 90).")
    private @Nullable Integer days;

    @Option(names = "--draws", paramLabel = "N", description = "Draws (default 100000).")
    private @Nullable Integer draws;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of the draws (default 1).")
    private @Nullable Long seed;

    @Option(
            names = "--own-history",
            description = "Let the case ask what the server has recorded of the flag's service.")
    private boolean ownHistory;

    @Option(names = "--history", paramLabel = "FILE", description = OptionDescriptions.HISTORY)
    private @Nullable Path history;

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        ObjectNode order =
                ServerApiClient.JSON.createObjectNode().put("flag", flag).put("caseName", which.name);
        order.put("author", author).put("validDays", days).put("draws", draws).put("seed", seed);
        order.put("history", history == null ? null : readFile("--history", history));
        order.properties().removeIf(field -> field.getValue().isNull());
        order.put("ownHistory", ownHistory);
        if (which.file != null) {
            put(which.file, order);
        }
        JsonNode made =
                api.post(environmentPath("/assessments"), order.toString()).body();
        return new CommandResult(
                made,
                RiskAssessmentTextFormatter.format(made) + System.lineSeparator() + "To decide: ./evenkeel risk decide "
                        + made.path("id").asString() + " --course NAME --reason TEXT");
    }

    private void put(Path path, ObjectNode order) {
        String text = readFile("FILE", path);
        ObjectNode files = order.put("case", text).putObject("files");
        RiskCaseFile.parse(text, null, name -> readSibling(path.resolveSibling(name), name, files));
    }

    /* The text of a file that the case names, relative to the folder of the case; it is added to the request. */
    private @Nullable String readSibling(Path named, String name, ObjectNode files) {
        if (!Files.isRegularFile(named)) {
            return null;
        }
        String text = readFile(name, named);
        files.put(name, text);
        return text;
    }
}
