// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.risk;

import dev.evenkeel.api.ReportApi.MadrResponse;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.terminal.IoErrorFormatter;
import dev.evenkeel.files.adr.DecisionRecord;
import dev.evenkeel.files.adr.DecisionRecordIdGenerator;
import dev.evenkeel.files.adr.MadrCodec;
import dev.evenkeel.files.adr.MadrFolder;
import dev.evenkeel.files.json.ValidationErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The `evenkeel assessment export` command: prints an assessment and its decision as a decision record.
@Command(
        description = {
            "Prints a risk assessment and its decision as a decision record (MADR).",
            "Its confirmation section lists the forecasts. With --folder, the command writes the record into that",
            "folder under the next number, or updates the record of this assessment if the folder already has one.",
            "",
            "Examples:",
            "  ./evenkeel assessment export ra-5f0c --folder docs/decisions --informed \"the board\"",
            "  ./evenkeel decision-record import docs/decisions",
            ""
        })
final class RiskAssessmentExportCommand extends AbstractServerCommand {
    @Parameters(paramLabel = "ASSESSMENT", description = "ID of the assessment.")
    private String id = "";

    @Option(names = "--folder", paramLabel = "DIR", description = "Folder of decision records to write to.")
    private @Nullable Path folder;

    @Option(
            names = "--informed",
            paramLabel = "NAMES",
            split = ",",
            description = "Names of informed people, separated by commas.")
    private List<String> informed = List.of();

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        String who = informed.stream()
                .map(name -> "informed=" + ServerApiClient.urlEncode(name.strip()))
                .collect(Collectors.joining("&"));
        var record = api.get(
                "/api/v1/assessments/" + ServerApiClient.urlEncode(id) + "/decision-record"
                        + (who.isEmpty() ? "" : "?" + who),
                MadrResponse.class);
        return new CommandResult(
                record.body(),
                folder == null ? record.value().text().stripTrailing() : writeRecord(folder, record.value()));
    }

    private String writeRecord(Path into, MadrResponse made) {
        try {
            String record = DecisionRecordIdGenerator.generate(readRecords(into), id, made.title());
            List<String> written = MadrFolder.write(into, Map.of(record, made.text()));
            return into.resolve(record + ".md") + (written.isEmpty() ? " is unchanged." : " written.");
        } catch (IOException e) {
            throw usageError("--folder: cannot write to " + into + ": " + IoErrorFormatter.formatReason(e));
        }
    }

    private static List<DecisionRecord> readRecords(Path folder) throws IOException {
        return Files.isDirectory(folder)
                ? MadrFolder.read(folder).texts().entrySet().stream()
                        .map(one -> MadrCodec.decode(one.getKey(), one.getValue(), "", new ValidationErrors()))
                        .toList()
                : List.of();
    }
}
