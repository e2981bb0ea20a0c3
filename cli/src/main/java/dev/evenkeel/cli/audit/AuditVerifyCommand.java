// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.audit;

import dev.evenkeel.cli.command.ServerConnectionOptions;
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
        name = "verify",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Computes the chain of the ledger again and holds it against published heads. Exit code 1 when an entry",
            "does not fit, or a head is not what it says. With --file no server is needed.",
            "",
            "Examples:",
            "  ./evenkeel audit verify --heads heads.jsonl --key audit-key.pub.pem",
            "  ./evenkeel audit verify --file ledger.jsonl --heads heads.jsonl --key audit-key.pub.pem",
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
            description = "Check this file of audit export instead of a server.")
    private @Nullable Path file;

    @Option(names = "--from", paramLabel = "N", description = "The file begins with this entry (default 1).")
    private long from = 1;

    @Option(names = "--until", paramLabel = "N", description = "The file ends with this entry (default: with any).")
    private @Nullable Long until;

    @Option(names = "--heads", paramLabel = "HEADS", description = "Heads that were published; may be repeated.")
    private List<Path> heads = new ArrayList<>();

    @Option(names = "--key", paramLabel = "PUBLIC", description = "A public key of theirs in PEM; may be repeated.")
    private List<Path> keys = new ArrayList<>();

    @Option(names = "--json", description = "Print one JSON object.")
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
                            ? "--key checks heads: give their files with --heads"
                            : "--heads needs --key: without the public key anybody could have written them. Get it once"
                                    + " with ./evenkeel audit key, and keep it where the heads are");
        }
        if (file == null && (from != 1 || until != null)) {
            throw usageError("--from and --until tell which part a --file holds; a server's ledger is checked whole");
        }
        if (from < 1 || (until != null && until < from)) {
            throw usageError("--from must be 1 or more and --until not less, got " + from + " and " + until);
        }
    }

    private PublishedHeadFiles readHeads() {
        try {
            return PublishedHeadFiles.read(heads, keys);
        } catch (IOException e) {
            throw usageError("--heads, --key: cannot read " + e.getMessage() + " ("
                    + e.getClass().getSimpleName() + ")");
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
                            from, AuditChainFaultKind.TRUNCATED, "is not there: " + export + " holds no entry")
                    : state;
        } catch (IOException | UncheckedIOException e) {
            throw usageError("--file: cannot read " + export + ": " + e);
        }
    }

    private picocli.CommandLine commandLine() {
        return Objects.requireNonNull(spec).commandLine();
    }

    private ParameterException usageError(String message) {
        return new ParameterException(commandLine(), message);
    }
}
