// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.slo;

import dev.evenkeel.api.SloApi.SloStatusResponse;
import dev.evenkeel.server.console.kit.PageNotFoundException;
import dev.evenkeel.server.foundation.manifest.ManifestObjectName;
import dev.evenkeel.server.foundation.manifest.ManifestService;
import dev.evenkeel.server.operations.slo.SloQueries;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// Controller of the SLO list and of the SLO page.
@Controller
final class SloPageController {
    private static final int ALERTS_SHOWN = 30;

    private final SloQueries slos;
    private final ManifestService manifests;

    SloPageController(SloQueries slos, ManifestService manifests) {
        this.slos = slos;
        this.manifests = manifests;
    }

    @GetMapping("/slos")
    String list(Model model) {
        model.addAttribute("page", SloListPageModel.of(slos.list()));
        return "slo/list";
    }

    @GetMapping("/slos/{name}")
    String show(@PathVariable String name, Model model) throws PageNotFoundException {
        SloStatusResponse slo =
                slos.findByName(name).orElseThrow(() -> new PageNotFoundException("SLO", name, "/slos"));
        model.addAttribute("page", SloPageModel.of(slo, slos.listAlerts(name, ALERTS_SHOWN)));
        manifests.findOrigin("SLO", ManifestObjectName.of(name)).ifPresent(from -> model.addAttribute("from", from));
        return "slo/detail";
    }
}
