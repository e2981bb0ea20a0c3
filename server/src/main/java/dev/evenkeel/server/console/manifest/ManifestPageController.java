// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.manifest;

import dev.evenkeel.server.foundation.manifest.KindDescriptor;
import dev.evenkeel.server.foundation.manifest.ManifestService;
import dev.evenkeel.server.foundation.problems.NotFoundException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/// The pages of objects as files.
@Controller
final class ManifestPageController {
    private final ManifestService manifests;

    ManifestPageController(ManifestService manifests) {
        this.manifests = manifests;
    }

    @GetMapping("/files")
    String files(Model model) {
        model.addAttribute("page", new ManifestDriftPageModel(manifests.drift(), manifests.forms()));
        return "manifest/drift";
    }

    @GetMapping("/files/{kind}")
    String kind(
            @PathVariable String kind,
            @RequestParam(defaultValue = "") String environment,
            @RequestParam(defaultValue = "") String name,
            Model model) {
        KindDescriptor form = manifests.forms().stream()
                .filter(one -> one.kind().equals(kind))
                .findFirst()
                .orElseThrow(() -> new NotFoundException(
                        ProblemCode.KIND_NOT_FOUND,
                        "There is no kind \"" + kind + "\" of objects.",
                        "The page /files lists all of them."));
        model.addAttribute("page", ManifestKindPageModel.of(form, manifests.export(kind), environment, name));
        return "manifest/kind";
    }
}
