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

/// Controller of the manifest pages.
@Controller
final class ManifestPageController {
    private final ManifestService manifests;

    ManifestPageController(ManifestService manifests) {
        this.manifests = manifests;
    }

    @GetMapping("/manifests")
    String list(Model model) {
        model.addAttribute("page", new ManifestDriftPageModel(manifests.listDrift(), manifests.listDescriptors()));
        return "manifest/drift";
    }

    @GetMapping("/manifests/{kind}")
    String showKind(
            @PathVariable String kind,
            @RequestParam(defaultValue = "") String environment,
            @RequestParam(defaultValue = "") String name,
            Model model) {
        KindDescriptor descriptor = manifests.listDescriptors().stream()
                .filter(one -> one.kind().equals(kind))
                .findFirst()
                .orElseThrow(() -> new NotFoundException(
                        ProblemCode.MANIFEST_KIND_NOT_FOUND,
                        "There is no kind \"" + kind + "\" of objects.",
                        "The page /manifests lists all of them."));
        model.addAttribute("page", KindObjectsYamlPageModel.of(descriptor, manifests.export(kind), environment, name));
        return "manifest/kind";
    }
}
