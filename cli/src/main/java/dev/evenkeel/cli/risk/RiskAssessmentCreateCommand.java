// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.risk;

import dev.evenkeel.api.AssessmentApi.AssessmentResponse;
import dev.evenkeel.api.AssessmentApi.CreateAssessmentRequest;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import dev.evenkeel.files.risk.RiskCaseFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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
        Map<String, String> files = new TreeMap<>();
        String text = which.file == null ? null : readCase(which.file, files);
        var request = new CreateAssessmentRequest(
                flag,
                text,
                which.name,
                draws,
                seed,
                days,
                author,
                history == null ? null : readFile("--history", history),
                ownHistory,
                text == null ? null : files);
        var assessment = api.post(environmentPath("/assessments"), request, AssessmentResponse.class);
        return new CommandResult(
                assessment.body(),
                RiskAssessmentTextFormatter.format(assessment.value()) + System.lineSeparator()
                        + "To decide: ./evenkeel assessment decide "
                        + assessment.value().id() + " --course NAME --reason TEXT");
    }

    private String readCase(Path path, Map<String, String> files) {
        String text = readFile("FILE", path);
        RiskCaseFile.parse(text, null, name -> readSibling(path.resolveSibling(name), name, files));
        return text;
    }

    /* The text of a file that the case names, relative to the folder of the case; it is added to the request. */
    private @Nullable String readSibling(Path named, String name, Map<String, String> files) {
        if (!Files.isRegularFile(named)) {
            return null;
        }
        String text = readFile(name, named);
        files.put(name, text);
        return text;
    }
}
