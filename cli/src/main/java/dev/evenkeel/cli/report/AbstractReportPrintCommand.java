// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.report;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.terminal.IoErrorFormatter;
import dev.evenkeel.files.report.PdfPrinter;
import dev.evenkeel.files.report.ReportDocument;
import dev.evenkeel.files.report.ReportDocument.DataGap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// A base class of commands that print a report as Markdown or save it to a file.
abstract class AbstractReportPrintCommand extends AbstractServerCommand {
    @Option(
            names = "--pdf",
            paramLabel = "FILE",
            description = "PDF file to write. Needs Chromium on the PATH or in EVENKEEL_CHROMIUM.")
    private @Nullable Path pdf;

    @Option(names = "--html", paramLabel = "FILE", description = "Self-contained HTML file to write.")
    private @Nullable Path html;

    /// Returns the path of the report as JSON and Markdown.
    abstract String dataPath();

    /// Returns the path of the report as a file.
    abstract String filePath();

    @Override
    protected final CommandResult execute(ServerApiClient api) throws InterruptedException {
        var report = api.get(dataPath(), ReportDocument.class);
        if (html == null && pdf == null) {
            return new CommandResult(
                    report.body(), api.getText(dataPath() + "?markdown=true").stripTrailing());
        }
        String page = api.getText(filePath());
        if (html != null) {
            write(html, page);
        }
        if (pdf != null) {
            PdfPrinter.print(browser(), pdf, page, PdfPrinter.DEFAULT_TIMEOUT, this::usageError);
        }
        return new CommandResult(report.body(), said(report.value().gaps()));
    }

    private void write(Path file, String page) {
        try {
            Files.writeString(file, page);
        } catch (IOException e) {
            throw usageError("Cannot write " + file + ": " + IoErrorFormatter.formatReason(e));
        }
    }

    private Path browser() {
        return PdfPrinter.findBrowser()
                .orElseThrow(() -> usageError("--pdf needs Chromium, which is not on the PATH. Install it (Debian"
                        + " package: chromium), set EVENKEEL_CHROMIUM, or use --html and print the page in a browser."
                        + " The PDF was not written."));
    }

    private String said(List<DataGap> gaps) {
        String written = (html == null ? "" : html + " written. ") + (pdf == null ? "" : pdf + " written. ");
        return written
                + (gaps.isEmpty()
                        ? "No missing records."
                        : gaps.size()
                                + (gaps.size() == 1 ? " missing record: " : " missing records: ")
                                + gaps.stream().map(DataGap::missing).collect(Collectors.joining("; ")));
    }
}
