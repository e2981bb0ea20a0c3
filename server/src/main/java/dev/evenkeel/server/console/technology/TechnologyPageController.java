// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.technology;

import dev.evenkeel.engine.technology.TechnologyTrackRecord;
import dev.evenkeel.server.console.manifest.ManifestOrigins;
import dev.evenkeel.server.decisions.technology.TechnologyRegisterQueries;
import dev.evenkeel.server.foundation.manifest.ManifestService;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/// Controller of the technology radar page.
@Controller
final class TechnologyPageController {
    private final TechnologyRegisterQueries technologies;
    private final ManifestService manifests;

    TechnologyPageController(TechnologyRegisterQueries technologies, ManifestService manifests) {
        this.technologies = technologies;
        this.manifests = manifests;
    }

    @GetMapping("/technology")
    String show(Model model) {
        List<TechnologyTrackRecord> register = technologies.list();
        model.addAttribute("page", TechnologyPageModel.of(register, technologies.allocateTokens(register)));
        model.addAttribute("origins", ManifestOrigins.load(manifests, "Technology", "TechnologyPolicy"));
        return "technology/page";
    }
}
