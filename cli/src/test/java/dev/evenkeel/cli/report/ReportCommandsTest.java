// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.cli.AnsweringServer;
import dev.evenkeel.cli.Run;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandsTest {
    private static final String PAGE = "<!doctype html><title>memo</title><h1>Decision</h1>";
    private static final String DATA = """
            {"title":"Decision","sections":[],"gaps":[{"missing":"nobody has decided yet","remedy":"decide"}]}""";

    private AnsweringServer server;
    private volatile String page = PAGE;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws IOException {
        server = AnsweringServer.start(address ->
                address.endsWith("memo.html") ? page : address.endsWith("markdown=true") ? "# Decision\n" : DATA);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void printsMarkdown() {
        Run run = server.run("report", "memo", "ra-1");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).containsExactly("# Decision");
    }

    @Test
    void writesAPageAndSaysWhatIsMissing() throws IOException {
        Path file = folder.resolve("memo.html");
        assertThat(server.run("report", "memo", "ra-1", "--html", file.toString())
                        .out())
                .containsExactly(file + " written. 1 record is missing: nobody has decided yet");
        assertThat(file).hasContent(PAGE);
    }

    @Test
    @EnabledIfEnvironmentVariable(
            named = "EVENKEEL_CHROMIUM",
            matches = ".+",
            disabledReason = "./evenkeel test finds a Chromium")
    void printsAPdf() throws IOException {
        Path file = folder.resolve("memo.pdf");
        Run run = server.run("report", "memo", "ra-1", "--pdf", file.toString());
        assertThat(run.out()).containsExactly(file + " printed. 1 record is missing: nobody has decided yet");
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                .startsWith("%PDF-");
    }

    /* The page tries to run scripts, to load from the network and from this machine, and to replace itself. */
    @Test
    @EnabledIfEnvironmentVariable(
            named = "EVENKEEL_CHROMIUM",
            matches = ".+",
            disabledReason = "./evenkeel test finds a Chromium")
    void aHostilePageReachesNothing() throws IOException {
        Path secret = Files.writeString(
                folder.resolve("secret.html"), "<p style='break-after:page'>secret</p>".repeat(4) + "<p>end</p>");
        try (AnsweringServer stranger = AnsweringServer.start(address -> "")) {
            String away = stranger.address();
            page = """
                    <!doctype html><html><head><title>x</title>
                    <meta http-equiv="refresh" content="0;url=%2$s">
                    <link rel="stylesheet" href="%1$s/style.css"><style>@import "%1$s/import.css";</style></head>
                    <body onload="new Image().src='%1$s/onload'"><h1>Decision</h1>
                    <script>new Image().src='%1$s/script'; location='%2$s';</script>
                    <img src="%1$s/image.png"><iframe src="%1$s/frame"></iframe><object data="%1$s/object"></object>
                    <iframe src="%2$s" style="width:100%%"></iframe><embed src="%2$s">
                    <p style="background:url(%1$s/background.png)">end</p></body></html>""".formatted(away, secret.toUri());
            Path file = folder.resolve("hostile.pdf");

            Run run = server.run("report", "memo", "ra-1", "--pdf", file.toString());

            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(stranger.asked()).isEmpty();
            assertThat(pages(file)).isEqualTo(1);
        }
    }

    private static long pages(Path pdf) throws IOException {
        return Pattern.compile("/Type */Page\\b")
                .matcher(Files.readString(pdf, StandardCharsets.ISO_8859_1))
                .results()
                .count();
    }

    @Test
    void theNetworkAndOnlyForRootTheSandboxAreOff() throws IOException, InterruptedException {
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
        Path file = folder.resolve("arguments.pdf");

        ReportFiles.print(browser, file, PAGE, ReportFiles.PATIENCE, IllegalStateException::new);

        List<String> arguments = Files.readAllLines(file);
        assertThat(arguments).contains("--host-resolver-rules=MAP * ~NOTFOUND");
        boolean isRoot = Files.getAttribute(folder, "unix:uid").equals(0);
        assertThat(arguments.contains("--no-sandbox")).isEqualTo(isRoot);
        assertThat(folder.resolve("page")).content().contains("MIME-Version: 1.0", "multipart/related");
        assertThat(ReportArchive.page(PAGE))
                .startsWith("<!doctype html>")
                .contains("default-src 'none'")
                .endsWith(PAGE);
    }

    @Test
    void reportsWhatCameOfAFlagAndKeepsWhatWasLearned() {
        server.run("report", "star", "core");
        server.run("report", "lesson", "core", "ask earlier", "--about", "f-1", "--person", "lea");
        assertThat(server.asked())
                .containsExactly(
                        "GET /api/v1/environments/default/flags/core/star",
                        "GET /api/v1/environments/default/flags/core/star?markdown=true",
                        "POST /api/v1/environments/default/flags/core/lessons"
                                + " {\"lesson\":\"ask earlier\",\"about\":\"f-1\",\"person\":\"lea\"}");
    }

    @Test
    void looksForABrowserWhereItIsNamedAndThenOnThePath() throws IOException {
        Path browser = Files.createFile(folder.resolve("chromium"));
        assertThat(browser.toFile().setExecutable(true)).isTrue();
        assertThat(ReportFiles.browser(null, "/nowhere:" + folder)).contains(browser);
        assertThat(ReportFiles.browser(browser.toString(), null)).contains(browser);
        assertThat(ReportFiles.browser("/nowhere/chromium", folder.toString())).isEmpty();
        assertThat(ReportFiles.browser(null, "/nowhere")).isEmpty();
    }
}
