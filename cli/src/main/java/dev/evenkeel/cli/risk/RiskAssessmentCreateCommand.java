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

/// The `evenkeel assessment create` command: assesses a change on the server, which stores the assessment.
@Command(
        description = {
            "Assesses the risk of a flag's change on the server and stores the assessment.",
            "The gate \"risk\" then blocks the change until a decision is recorded and the work of the chosen course",
            "is complete, and again when the assessment expires: by age, or because of a later SEV1 or SEV2 incident.",
            "A newer assessment of the same flag replaces it.",
            "",
            "Examples:",
            "  ./evenkeel assessment create examples/risk/tale.yaml --flag payment-core",
            "  ./evenkeel assessment create examples/risk/own-history.yaml --flag payment-core --own-history",
            "  ./evenkeel assessment create --case move-the-core --flag payment-core",
            ""
        })
final class RiskAssessmentCreateCommand extends AbstractServerCommand {
    @ArgGroup(multiplicity = "1")
    private RiskCaseFileOrNameOptions which = new RiskCaseFileOrNameOptions();

    /// The options for the source of the case.
    private static final class RiskCaseFileOrNameOptions {
        @Parameters(paramLabel = "FILE", description = "Case file, YAML or JSON (docs/reference/risk-cases.md).")
        private @Nullable Path file;

        @Option(
                names = "--case",
                paramLabel = "NAME",
                description = "Name of a case on the server, as listed by risk cases.")
        private @Nullable String name;
    }

    @Option(names = "--flag", paramLabel = "FLAG", required = true, description = OptionDescriptions.FLAG)
    private String flag = "";

    @Option(names = "--author", paramLabel = "NAME", description = OptionDescriptions.AUTHOR)
    private @Nullable String author;

    @Option(names = "--valid-days", paramLabel = "N", description = "Days until the assessment expires (default: 90).")
    private @Nullable Integer days;

    @Option(names = "--draws", paramLabel = "N", description = "Number of simulation runs (default: 100000).")
    private @Nullable Integer draws;

    @Option(names = "--seed", paramLabel = "N", description = "Random seed of the simulation (default: 1).")
    private @Nullable Long seed;

    @Option(
            names = "--own-history",
            description = "Use the history of the flag's service that the server has recorded.")
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
                RiskAssessmentTextFormatter.format(made) + System.lineSeparator()
                        + "To decide: ./evenkeel assessment decide "
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
