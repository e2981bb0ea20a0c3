// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.doc;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/// The pages of the documents. Anybody may read them, also who has no account yet.
@Controller
final class DocPageController {
    private final DocumentationService docs;

    DocPageController(DocumentationService docs) {
        this.docs = docs;
    }

    @GetMapping("/docs")
    String list(@RequestParam(defaultValue = "") String q, Model model) {
        model.addAttribute("page", new DocListPageModel(docs.shelves(), docs.search(q), ""));
        return "doc/list";
    }

    /* Other files, such as pictures and the Markdown itself, have a dot in their names. */
    @GetMapping("/docs/{folder:[a-z-]+}/{name:[a-z0-9-]+}")
    String show(@PathVariable String folder, @PathVariable String name, Model model, HttpServletResponse response) {
        Optional<DocDescriptor> document = docs.find(folder, name);
        if (document.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            model.addAttribute("page", new DocListPageModel(docs.shelves(), docs.search(""), folder + "/" + name));
            return "doc/list";
        }
        model.addAttribute("page", DocPageModel.of(docs.shelves(), document.get(), docs.html(document.get())));
        return "doc/detail";
    }
}
