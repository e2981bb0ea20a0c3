// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.audit;

import dev.evenkeel.api.AuditApi.AuditVerificationResponse;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.client.ServerUnreachableException;
import dev.evenkeel.cli.terminal.TerminalProgressLine;
import dev.evenkeel.engine.audit.AuditChainExpectations;
import dev.evenkeel.engine.audit.AuditChainFaultKind;
import dev.evenkeel.engine.audit.AuditChainResult;
import dev.evenkeel.engine.audit.AuditChainVerifier;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// A verifier of a server's audit log.
final class ServerChainVerifier {
    private static final String VERIFICATION = "/api/v1/audit/verify";

    private final ServerApiClient api;
    private final PrintWriter err;

    ServerChainVerifier(ServerApiClient api, PrintWriter err) {
        this.api = api;
        this.err = err;
    }

    /// Returns the result of the server's own verification.
    AuditChainResult requestServerCheck() throws InterruptedException {
        return api.read(VERIFICATION + "?progress", this::readServerCheck);
    }

    private AuditChainResult readServerCheck(HttpResponse<InputStream> answer) throws IOException {
        JsonNode last = ServerApiClient.JSON.missingNode();
        BufferedReader lines = lines(answer);
        try (TerminalProgressLine progress = new TerminalProgressLine(err, 0)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                last = ServerApiClient.parseJson(line);
                progress.accept(last.path("checked").asLong(0));
            }
            if (!last.has("intact")) {
                throw new ServerUnreachableException("The server did not finish the verification. Try again.", null);
            }
            return toResult(api.bind(VERIFICATION, last, AuditVerificationResponse.class)
                    .value());
        } catch (JacksonException e) {
            throw new ServerUnreachableException(
                    "Unexpected response from " + answer.uri() + ": not an Evenkeel server. Check the address.", e);
        }
    }

    /* The server sends a whole sentence; the result needs it without its subject. */
    private static AuditChainResult toResult(AuditVerificationResponse response) {
        if (response.intact()) {
            return new AuditChainResult.Intact(response.entries(), response.head(), 0);
        }
        String sentence = response.explanation();
        String subject = "Entry " + response.firstInvalidEntry() + " ";
        return new AuditChainResult.Broken(
                response.firstInvalidEntry(),
                AuditChainFaultKind.valueOf(response.fault()),
                sentence.substring(sentence.startsWith(subject) ? subject.length() : 0)
                        .replaceFirst("\\.$", ""));
    }

    /// Verifies the entire export of the server on this machine, without trusting the server.
    AuditChainResult verifyLocally(AuditChainExpectations claims) throws InterruptedException {
        return api.read("/api/v1/audit/export", answer -> {
            long end = answer.headers().firstValueAsLong("Evenkeel-Last-Entry").orElse(0);
            try (TerminalProgressLine progress = new TerminalProgressLine(err, end)) {
                return AuditChainVerifier.verify(new JsonLinesAuditEntryIterator(lines(answer)), claims, progress);
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        });
    }

    private static BufferedReader lines(HttpResponse<InputStream> answer) {
        return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
    }
}
