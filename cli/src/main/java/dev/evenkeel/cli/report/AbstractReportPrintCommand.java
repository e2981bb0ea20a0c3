// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.report;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.files.report.PdfPrinter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/// A base class of commands that print a report as Markdown or save it to a file.
abstract class AbstractReportPrintCommand extends AbstractServerCommand {
    @Option(
            names = "--pdf",
            paramLabel = "FILE",
            description = "Print it to a PDF, by a Chromium: EVENKEEL_CHROMIUM, or the one on the path.")
    private @Nullable Path pdf;

    @Option(names = "--html", paramLabel = "FILE", description = "Write it as a page that needs nothing but itself.")
    private @Nullable Path html;

    /// Returns the path of the report as JSON and Markdown.
    abstract String dataPath();

    /// Returns the path of the report as a file.
    abstract String filePath();

    @Override
    protected final CommandResult execute(ServerApiClient api) throws InterruptedException {
        JsonNode report = api.get(dataPath()).body();
        if (html == null && pdf == null) {
            return new CommandResult(
                    report, api.getText(dataPath() + "?markdown=true").stripTrailing());
        }
        String page = api.getText(filePath());
        if (html != null) {
            write(html, page);
        }
        if (pdf != null) {
            PdfPrinter.print(browser(), pdf, page, PdfPrinter.DEFAULT_TIMEOUT, this::usageError);
        }
        return new CommandResult(report, said(report));
    }

    private void write(Path file, String page) {
        try {
            Files.writeString(file, page);
        } catch (IOException e) {
            throw usageError("cannot write " + file + ": " + e);
        }
    }

    private Path browser() {
        return PdfPrinter.findBrowser()
                .orElseThrow(() -> usageError("--pdf needs a Chromium and there is none on the path: install one"
                        + " (Debian's package chromium), set EVENKEEL_CHROMIUM, or print the page that --html writes"));
    }

    private String said(JsonNode report) {
        int gaps = report.path("gaps").size();
        String written = (html == null ? "" : html + " written. ") + (pdf == null ? "" : pdf + " printed. ");
        return written
                + (gaps == 0
                        ? "No record is missing."
                        : gaps + (gaps == 1 ? " record is" : " records are") + " missing: " + missing(report));
    }

    private static String missing(JsonNode report) {
        return String.join(
                "; ",
                report.path("gaps")
                        .valueStream()
                        .map(gap -> gap.path("missing").asString())
                        .toList());
    }
}
