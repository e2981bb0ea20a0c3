// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.audit;

import dev.evenkeel.cli.client.ServerApi;
import dev.evenkeel.cli.client.ServerUnreachable;
import dev.evenkeel.cli.terminal.Progress;
import dev.evenkeel.engine.audit.ChainCheck;
import dev.evenkeel.engine.audit.ChainClaims;
import dev.evenkeel.engine.audit.ChainFault;
import dev.evenkeel.engine.audit.ChainState;
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

/// Checks of a server's ledger.
final class ServerCheck {
    private final ServerApi api;
    private final PrintWriter err;

    ServerCheck(ServerApi api, PrintWriter err) {
        this.api = api;
        this.err = err;
    }

    /// What the server itself finds.
    ChainState byServer() throws InterruptedException {
        return api.read("/api/v1/audit/check?progress", this::readCheck);
    }

    private ChainState readCheck(HttpResponse<InputStream> answer) throws IOException {
        JsonNode last = ServerApi.JSON.missingNode();
        BufferedReader lines = lines(answer);
        try (Progress progress = new Progress(err, 0)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                last = ServerApi.tree(line);
                progress.accept(last.path("checked").asLong(0));
            }
        } catch (JacksonException e) {
            throw new ServerUnreachable(answer.uri() + " answers, but not as an Evenkeel server.", e);
        }
        if (!last.has("intact")) {
            throw new ServerUnreachable("The server's check broke off. Try again.", null);
        }
        return last.path("intact").asBoolean()
                ? new ChainState.Intact(
                        last.path("entries").asLong(), last.path("head").asString(), 0)
                : new ChainState.Broken(
                        last.path("brokenAt").asLong(),
                        ChainFault.valueOf(last.path("fault").asString()),
                        explanation(last));
    }

    /* The server says a whole sentence; a state holds what follows its subject. */
    private static String explanation(JsonNode check) {
        String sentence = check.path("explanation").asString();
        String subject = "Entry " + check.path("brokenAt").asLong() + " ";
        return sentence.substring(sentence.startsWith(subject) ? subject.length() : 0)
                .replaceFirst("\\.$", "");
    }

    /// What this program finds in all that the server gives out, without trusting it.
    ChainState here(ChainClaims claims) throws InterruptedException {
        return api.read("/api/v1/audit/export", answer -> {
            long end = answer.headers().firstValueAsLong("Evenkeel-Last-Entry").orElse(0);
            try (Progress progress = new Progress(err, end)) {
                return ChainCheck.of(new EntryFile(lines(answer)), claims, progress);
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        });
    }

    private static BufferedReader lines(HttpResponse<InputStream> answer) {
        return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
    }
}
