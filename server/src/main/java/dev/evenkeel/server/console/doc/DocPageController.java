// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.doc;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/// Controller of the documentation pages. They require no authentication.
@Controller
final class DocPageController {
    private final DocumentationService docs;

    DocPageController(DocumentationService docs) {
        this.docs = docs;
    }

    @GetMapping("/docs")
    String list(@RequestParam(defaultValue = "") String q, Model model) {
        model.addAttribute("page", new DocListPageModel(docs.listSections(), docs.search(q), ""));
        return "doc/list";
    }

    /* Names with a dot are other files, such as images and the Markdown source. */
    @GetMapping("/docs/{folder:[a-z-]+}/{name:[a-z0-9-]+}")
    String show(@PathVariable String folder, @PathVariable String name, Model model, HttpServletResponse response) {
        Optional<DocDescriptor> document = docs.find(folder, name);
        if (document.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            model.addAttribute("page", new DocListPageModel(docs.listSections(), docs.search(""), folder + "/" + name));
            return "doc/list";
        }
        model.addAttribute(
                "page", DocPageModel.of(docs.listSections(), document.get(), docs.renderHtml(document.get())));
        return "doc/detail";
    }
}
