// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.manifest;

import dev.evenkeel.server.foundation.manifest.Manifests;
import dev.evenkeel.server.foundation.manifest.ObjectForm;
import dev.evenkeel.server.foundation.problems.ErrorCode;
import dev.evenkeel.server.foundation.problems.NotFound;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/// The pages of objects as files.
@Controller
final class FilePages {
    private final Manifests manifests;

    FilePages(Manifests manifests) {
        this.manifests = manifests;
    }

    @GetMapping("/files")
    String files(Model model) {
        model.addAttribute("page", new FilesPage(manifests.drift(), manifests.forms()));
        return "manifest/drift";
    }

    @GetMapping("/files/{kind}")
    String kind(
            @PathVariable String kind,
            @RequestParam(defaultValue = "") String environment,
            @RequestParam(defaultValue = "") String name,
            Model model) {
        ObjectForm form = manifests.forms().stream()
                .filter(one -> one.kind().equals(kind))
                .findFirst()
                .orElseThrow(() -> new NotFound(
                        ErrorCode.KIND_NOT_FOUND,
                        "There is no kind \"" + kind + "\" of objects.",
                        "The page /files lists all of them."));
        model.addAttribute("page", FileKindPage.of(form, manifests.export(kind), environment, name));
        return "manifest/kind";
    }
}
