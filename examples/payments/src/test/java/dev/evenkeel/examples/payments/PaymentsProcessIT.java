// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments;

import static dev.evenkeel.examples.payments.message.TestMessage.aMessage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.postgres.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The service as an operating system sees it.
class PaymentsProcessIT {

    @Test
    void reportsReadinessBooksPaymentAndStopsOnSigterm(@TempDir Path folder) throws Exception {
        Process service = start("--port", "0", "--data", folder.resolve("data").toString());
        try (BufferedReader output = service.inputReader()) {
            String ready = output.readLine();
            assertThat(ready).matches("Ready http://127\\.0\\.0\\.1:[0-9]+");
            assertThat(book(ready).statusCode()).isEqualTo(200);

            service.toHandle().destroy();

            assertThat(service.waitFor(10, TimeUnit.SECONDS)).as("ended").isTrue();
            assertThat(output.readLine()).as("nothing else on standard output").isNull();
        } finally {
            service.destroyForcibly();
        }
    }

    @Test
    void booksPaymentsWhileEvenkeelServerIsDown(@TempDir Path folder) throws Exception {
        Process service = start(
                "--port",
                "0",
                "--database-url",
                EmbeddedPostgres.startTemporary().createDatabase(),
                "--evenkeel-url",
                "http://127.0.0.1:" + unusedPort(),
                "--sdk-key",
                "none",
                "--snapshot-file",
                folder.resolve("flags.json").toString());
        try (BufferedReader output = service.inputReader()) {
            assertThat(book(output.readLine()).statusCode()).isEqualTo(200);
            service.toHandle().destroy();
            assertThat(service.waitFor(10, TimeUnit.SECONDS)).as("ended").isTrue();
        } finally {
            service.destroyForcibly();
        }
    }

    @Test
    void printsUsageAndRejectsUnknownOptions() throws Exception {
        Process help = start("--help");
        assertThat(help.inputReader().readLine()).startsWith("payments [--port");
        assertThat(help.waitFor()).isZero();

        Process wrong = start("--prot", "1");
        assertThat(wrong.errorReader().readLine()).isEqualTo("unknown option --prot");
        assertThat(wrong.waitFor()).isEqualTo(2);
    }

    private static Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                PaymentsApplication.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).start();
    }

    private static HttpResponse<String> book(String ready) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI address = URI.create(ready.replace("Ready ", "") + "/payments");
            HttpRequest request = HttpRequest.newBuilder(address)
                    .POST(BodyPublishers.ofByteArray(aMessage().bytes()))
                    .build();
            return client.send(request, BodyHandlers.ofString());
        }
    }

    private static int unusedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
