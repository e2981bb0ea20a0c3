// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.decision;

import dev.evenkeel.files.report.ReportDocument;
import dev.evenkeel.server.console.kit.AssetUrls;
import dev.evenkeel.server.console.kit.ConsoleWebConfig;
import dev.evenkeel.server.console.kit.PageNotFoundException;
import dev.evenkeel.server.decisions.report.ChangeOutcomeReportService;
import dev.evenkeel.server.decisions.report.DecisionMemoService;
import dev.evenkeel.server.decisions.risk.AssessmentService;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// Controller of the decision list and of reports, as pages and as self-contained HTML files.
@Controller
final class ReportPageController {
    private static final int NEWEST = 200;
    /* A report file contains its stylesheet inline. */
    private static final String FILE_POLICY =
            ConsoleWebConfig.POLICY + "; style-src " + AssetUrls.cspSource("report.css");

    private final AssessmentService assessments;
    private final DecisionMemoService memos;
    private final ChangeOutcomeReportService changeOutcomeReportService;

    ReportPageController(
            AssessmentService assessments,
            DecisionMemoService memos,
            ChangeOutcomeReportService changeOutcomeReportService) {
        this.assessments = assessments;
        this.memos = memos;
        this.changeOutcomeReportService = changeOutcomeReportService;
    }

    @GetMapping("/assessments")
    String list(Model model) {
        model.addAttribute("page", DecisionListPageModel.of(assessments.listNewest("", "", NEWEST)));
        return "decision/list";
    }

    @GetMapping("/assessments/{id}")
    String showMemo(@PathVariable String id, Model model) throws PageNotFoundException {
        if (assessments.findById(id).isEmpty()) {
            throw new PageNotFoundException("assessment", id, "/assessments");
        }
        model.addAttribute("record", "/api/v1/assessments/" + id + "/decision-record?markdown=true");
        return showReport(
                memos.build(id), "/api/v1/assessments/" + id + "/memo", "/assessments/" + id + "/memo.html", model);
    }

    @GetMapping("/assessments/{id}/memo.html")
    String downloadMemo(@PathVariable String id, Model model, HttpServletResponse response) {
        return renderFile(memos.build(id), model, response);
    }

    @GetMapping("/changes/{environment}/{flag}")
    String showChangeReport(@PathVariable String environment, @PathVariable String flag, Model model) {
        String data = "/api/v1/environments/" + environment + "/flags/" + flag + "/change-report";
        model.addAttribute("record", "");
        return showReport(
                changeOutcomeReportService.build(environment, flag),
                data,
                "/changes/" + environment + "/" + flag + "/report.html",
                model);
    }

    @GetMapping("/changes/{environment}/{flag}/report.html")
    String downloadChangeReport(
            @PathVariable String environment, @PathVariable String flag, Model model, HttpServletResponse response) {
        return renderFile(changeOutcomeReportService.build(environment, flag), model, response);
    }

    private static String showReport(ReportDocument report, String data, String file, Model model) {
        model.addAttribute("report", report);
        model.addAttribute("data", data);
        model.addAttribute("file", file);
        return "decision/report";
    }

    private static String renderFile(ReportDocument report, Model model, HttpServletResponse response) {
        response.setHeader("Content-Security-Policy", FILE_POLICY);
        model.addAttribute("report", report);
        return "decision/reportFile";
    }
}
