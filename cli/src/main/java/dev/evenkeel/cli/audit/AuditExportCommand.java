// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.audit;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.client.ServerUnreachableException;
import dev.evenkeel.cli.command.OptionDescriptions;
import dev.evenkeel.cli.command.ServerConnectionOptions;
import dev.evenkeel.cli.terminal.IoErrorFormatter;
import dev.evenkeel.cli.terminal.TerminalProgressLine;
import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.files.audit.AuditEntryCodec;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The `evenkeel audit export` command: exports the audit log as JSON Lines.
@Command(
        description = {
            "Exports the audit log as JSON Lines, oldest entry first.",
            "Each line is an entry with all fields and hashes. --out replaces the file when the export is complete.",
            "",
            "Example:",
            "  ./evenkeel audit export --out audit.jsonl",
            ""
        })
final class AuditExportCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private ServerConnectionOptions server = new ServerConnectionOptions();

    @Option(names = "--out", paramLabel = "FILE", description = OptionDescriptions.OUT)
    private @Nullable Path file;

    @Option(names = "--from", paramLabel = "N", description = "Number of the first entry (default: 1).")
    private long from = 1;

    @Option(names = "--to", paramLabel = "N", description = "Number of the last entry (default: the newest).")
    private long until = Long.MAX_VALUE;

    @Option(names = "--json", description = "With --out, print a summary as JSON.")
    private boolean json;

    /// The result of an export.
    ///
    /// @param lastEntry number of the last entry; 0 for none
    private record ExportResult(long entries, long lastEntry) {}

    @Override
    public Integer call() throws InterruptedException {
        ServerApiClient api = server.apiClient();
        String path = "/api/v1/audit/export?from=" + from + "&until=" + until;
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        Path target = file;
        if (target == null) {
            api.read(path, answer -> copy(answer, out));
            return 0;
        }
        ExportResult written = api.read(path, answer -> copyTo(target, answer));
        out.println(
                json
                        ? ServerApiClient.JSON.writeValueAsString(ServerApiClient.JSON
                                .createObjectNode()
                                .put("entries", written.entries())
                                .put("last", written.lastEntry())
                                .put("file", target.toString()))
                        : "Exported " + QuantityFormatter.formatCount(written.entries())
                                + (written.entries() == 1 ? " entry" : " entries") + " to " + target
                                + "; last entry number " + written.lastEntry() + ".");
        out.flush();
        return 0;
    }

    /* Writes to a temporary file first, so that the target file is always complete. */
    private ExportResult copyTo(Path target, HttpResponse<InputStream> answer) throws IOException {
        Path part = target.resolveSibling(target.getFileName() + ".part");
        try (PrintWriter out = open(part)) {
            ExportResult written = copy(answer, out);
            if (out.checkError()) {
                throw usageError("--out: cannot write " + part + ". Check the free disk space.");
            }
            move(part, target);
            return written;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private PrintWriter open(Path part) {
        try {
            return new PrintWriter(Files.newBufferedWriter(part));
        } catch (IOException e) {
            throw usageError("--out: cannot write " + part + ": " + IoErrorFormatter.formatReason(e));
        }
    }

    private void move(Path part, Path target) {
        try {
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw usageError("--out: cannot write " + target + ": " + IoErrorFormatter.formatReason(e));
        }
    }

    /* A response header states the number of the last entry, so that a truncated response is detected. */
    private ExportResult copy(HttpResponse<InputStream> answer, PrintWriter out) throws IOException {
        long end = answer.headers().firstValueAsLong("Evenkeel-Last-Entry").orElse(0);
        var lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
        long count = 0;
        String last = "";
        try (TerminalProgressLine progress = new TerminalProgressLine(
                Objects.requireNonNull(spec).commandLine().getErr(), end - from + 1)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                out.print(line);
                out.print('\n');
                last = line;
                count++;
                progress.accept(count);
            }
        }
        out.flush();
        long number = last.isEmpty() ? 0 : AuditEntryCodec.decode(last).number();
        if (number < end && end >= from) {
            throw new ServerUnreachableException(
                    "Incomplete export: the response ended after entry " + number + " of " + end + ". Try again.",
                    null);
        }
        return new ExportResult(count, number);
    }

    private ParameterException usageError(String message) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }
}
