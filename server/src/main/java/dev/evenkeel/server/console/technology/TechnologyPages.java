// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.technology;

import dev.evenkeel.engine.technology.KnownTechnology;
import dev.evenkeel.server.console.manifest.Origins;
import dev.evenkeel.server.decisions.technology.Technologies;
import dev.evenkeel.server.foundation.manifest.Manifests;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/// The page of the technology register.
@Controller
final class TechnologyPages {
    private final Technologies technologies;
    private final Manifests manifests;

    TechnologyPages(Technologies technologies, Manifests manifests) {
        this.technologies = technologies;
        this.manifests = manifests;
    }

    @GetMapping("/technology")
    String show(Model model) {
        List<KnownTechnology> register = technologies.list();
        model.addAttribute("page", TechnologyPage.of(register, technologies.tokens(register)));
        model.addAttribute("origins", Origins.of(manifests, "Technology", "TechnologyPolicy"));
        return "technology/page";
    }
}
