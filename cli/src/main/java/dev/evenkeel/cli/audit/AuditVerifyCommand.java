// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.audit;

import dev.evenkeel.cli.command.ServerConnectionOptions;
import dev.evenkeel.cli.terminal.IoErrorFormatter;
import dev.evenkeel.cli.terminal.TerminalProgressLine;
import dev.evenkeel.cli.terminal.TerminalTextSanitizer;
import dev.evenkeel.engine.audit.AuditChainExpectations;
import dev.evenkeel.engine.audit.AuditChainFaultKind;
import dev.evenkeel.engine.audit.AuditChainResult;
import dev.evenkeel.engine.audit.AuditChainVerifier;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The `evenkeel audit verify` command: verifies that the audit log has not been rewritten.
@Command(
        description = {
            "Verifies the hash chain of the audit log and compares it with published heads.",
            "With --file, verifies an export without a server. Exit code 1 if an entry or a head is invalid.",
            "",
            "Examples:",
            "  ./evenkeel audit verify --heads heads.jsonl --key audit-key.pub.pem",
            "  ./evenkeel audit verify --file audit.jsonl --heads heads.jsonl --key audit-key.pub.pem",
            ""
        })
final class AuditVerifyCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private ServerConnectionOptions server = new ServerConnectionOptions();

    @Option(
            names = "--file",
            paramLabel = "EXPORT",
            description = "Export to verify instead of the audit log of the server.")
    private @Nullable Path file;

    @Option(names = "--from", paramLabel = "N", description = "Number of the first entry in the file (default: 1).")
    private long from = 1;

    @Option(names = "--to", paramLabel = "N", description = "Number of the last entry in the file (default: any).")
    private @Nullable Long until;

    @Option(names = "--heads", paramLabel = "HEADS", description = "File with published heads; repeatable.")
    private List<Path> heads = new ArrayList<>();

    @Option(names = "--key", paramLabel = "PUBLIC", description = "Public key of the heads, PEM; repeatable.")
    private List<Path> keys = new ArrayList<>();

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        validateOptions();
        PublishedHeadFiles publishedHeadFiles = readHeads();
        var verdict =
                new AuditVerificationResult(from, verify(publishedHeadFiles), publishedHeadFiles, !heads.isEmpty());
        PrintWriter out = commandLine().getOut();
        out.println(json ? verdict.toJson() : TerminalTextSanitizer.sanitize(verdict.toText()));
        out.flush();
        return verdict.isIntact() ? 0 : 1;
    }

    private void validateOptions() {
        if (heads.isEmpty() != keys.isEmpty()) {
            throw usageError(
                    heads.isEmpty()
                            ? "--key requires --heads: pass the files with the published heads"
                            : "--heads requires --key: the public key proves who signed the heads. Get it once with"
                                    + " ./evenkeel audit public-key and store it with the heads");
        }
        if (file == null && (from != 1 || until != null)) {
            throw usageError("--from and --to require --file; a server's audit log is always verified completely");
        }
        if (from < 1 || (until != null && until < from)) {
            throw usageError("Invalid range. --from must be at least 1, and --to at least --from");
        }
    }

    private PublishedHeadFiles readHeads() {
        try {
            return PublishedHeadFiles.read(heads, keys);
        } catch (IOException e) {
            throw usageError("--heads, --key: cannot read "
                    + (e instanceof FileSystemException failed ? failed.getFile() : "the files") + ": "
                    + IoErrorFormatter.formatReason(e));
        } catch (IllegalArgumentException e) {
            throw usageError("--key: " + e.getMessage());
        }
    }

    private AuditChainResult verify(PublishedHeadFiles publishedHeadFiles) throws InterruptedException {
        try {
            return file == null ? verifyOnline(publishedHeadFiles) : verifyOffline(file, publishedHeadFiles);
        } catch (JsonLinesAuditEntryIterator.InvalidAuditEntryException e) {
            return new AuditChainResult.Broken(
                    from + e.entriesBefore(), AuditChainFaultKind.MODIFIED, String.valueOf(e.getMessage()));
        }
    }

    private AuditChainResult verifyOnline(PublishedHeadFiles publishedHeadFiles) throws InterruptedException {
        var check = new ServerChainVerifier(server.apiClient(), commandLine().getErr());
        AuditChainResult found = check.requestServerCheck();
        return found instanceof AuditChainResult.Broken || heads.isEmpty()
                ? found
                : check.verifyLocally(
                        new AuditChainExpectations(1, OptionalLong.empty(), null, publishedHeadFiles.signed()));
    }

    private AuditChainResult verifyOffline(Path export, PublishedHeadFiles publishedHeadFiles) {
        var claims = new AuditChainExpectations(
                from, until == null ? OptionalLong.empty() : OptionalLong.of(until), null, publishedHeadFiles.signed());
        try (BufferedReader lines = Files.newBufferedReader(export);
                TerminalProgressLine progress =
                        new TerminalProgressLine(commandLine().getErr(), 0)) {
            AuditChainResult state =
                    AuditChainVerifier.verify(new JsonLinesAuditEntryIterator(lines), claims, progress);
            return state instanceof AuditChainResult.Intact intact && intact.entries() == 0
                    ? new AuditChainResult.Broken(
                            from, AuditChainFaultKind.TRUNCATED, "is missing: " + export + " contains no entries")
                    : state;
        } catch (IOException | UncheckedIOException e) {
            throw usageError("--file: cannot read " + export + ": " + IoErrorFormatter.formatReason(e));
        }
    }

    private picocli.CommandLine commandLine() {
        return Objects.requireNonNull(spec).commandLine();
    }

    private ParameterException usageError(String message) {
        return new ParameterException(commandLine(), message);
    }
}
