// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

class PdfPrinterTest {
    private static final String PAGE = "<!doctype html><title>memo</title><h1>Decision</h1>";

    @TempDir
    private Path folder;

    /* The page tries to run scripts, to load from the network and from this machine, and to replace itself. */
    @Test
    @EnabledIfEnvironmentVariable(
            named = "EVENKEEL_CHROMIUM",
            matches = ".+",
            disabledReason = "./evenkeel test finds a Chromium")
    void blocksNetworkAndFileAccessOfHostilePage() throws IOException, InterruptedException {
        Path secret = Files.writeString(
                folder.resolve("secret.html"), "<p style='break-after:page'>secret</p>".repeat(4) + "<p>end</p>");
        Queue<String> asked = new ConcurrentLinkedQueue<>();
        HttpServer stranger = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        stranger.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().toString());
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        stranger.start();
        try {
            String away = "http://127.0.0.1:" + stranger.getAddress().getPort();
            String page = """
                    <!doctype html><html><head><title>x</title>
                    <meta http-equiv="refresh" content="0;url=%2$s">
                    <link rel="stylesheet" href="%1$s/style.css"><style>@import "%1$s/import.css";</style></head>
                    <body onload="new Image().src='%1$s/onload'"><h1>Decision</h1>
                    <script>new Image().src='%1$s/script'; location='%2$s';</script>
                    <img src="%1$s/image.png"><iframe src="%1$s/frame"></iframe><object data="%1$s/object"></object>
                    <iframe src="%2$s" style="width:100%%"></iframe><embed src="%2$s">
                    <p style="background:url(%1$s/background.png)">end</p></body></html>""".formatted(away, secret.toUri());
            Path file = folder.resolve("hostile.pdf");

            PdfPrinter.print(
                    PdfPrinter.findBrowser().orElseThrow(),
                    file,
                    page,
                    PdfPrinter.DEFAULT_TIMEOUT,
                    IllegalStateException::new);

            assertThat(asked).isEmpty();
            assertThat(pages(file)).isEqualTo(1);
        } finally {
            stranger.stop(0);
        }
    }

    private static long pages(Path pdf) throws IOException {
        return Pattern.compile("/Type */Page\\b")
                .matcher(Files.readString(pdf, StandardCharsets.ISO_8859_1))
                .results()
                .count();
    }

    /* A browser that writes its arguments instead of the PDF file, and a copy of the page. */
    private Path stubBrowser() throws IOException {
        Path browser = Files.writeString(folder.resolve("browser"), """
                #!/bin/sh
                for argument; do
                    case $argument in
                        --print-to-pdf=*) printf '%s\n' "$@" >"${argument#*=}" ;;
                        file:*) cat "${argument#file://}" >>"$PAGE_COPY" ;;
                    esac
                done
                """.replace(
                        "$PAGE_COPY", folder.resolve("page").toString()));
        assertThat(browser.toFile().setExecutable(true)).isTrue();
        return browser;
    }

    @Test
    void disablesNetworkAlwaysAndSandboxOnlyForRoot() throws IOException, InterruptedException {
        Path file = folder.resolve("arguments.pdf");

        PdfPrinter.print(stubBrowser(), file, PAGE, PdfPrinter.DEFAULT_TIMEOUT, IllegalStateException::new);

        List<String> arguments = Files.readAllLines(file);
        assertThat(arguments).contains("--host-resolver-rules=MAP * ~NOTFOUND");
        boolean isRoot = Files.getAttribute(folder, "unix:uid").equals(0);
        assertThat(arguments.contains("--no-sandbox")).isEqualTo(isRoot);
    }

    @Test
    void printsPageAsMhtml() throws IOException, InterruptedException {
        Path file = folder.resolve("arguments.pdf");

        PdfPrinter.print(stubBrowser(), file, PAGE, PdfPrinter.DEFAULT_TIMEOUT, IllegalStateException::new);

        assertThat(folder.resolve("page")).content().contains("MIME-Version: 1.0", "multipart/related");
    }

    @Test
    void findsBrowserAtConfiguredLocationOrOnPath() throws IOException {
        Path browser = Files.createFile(folder.resolve("chromium"));
        assertThat(browser.toFile().setExecutable(true)).isTrue();
        assertThat(PdfPrinter.findBrowser(null, "/nowhere:" + folder)).contains(browser);
        assertThat(PdfPrinter.findBrowser(browser.toString(), null)).contains(browser);
        assertThat(PdfPrinter.findBrowser("/nowhere/chromium", folder.toString()))
                .isEmpty();
        assertThat(PdfPrinter.findBrowser(null, "/nowhere")).isEmpty();
    }
}
