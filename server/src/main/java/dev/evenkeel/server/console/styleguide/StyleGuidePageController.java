// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.styleguide;

import dev.evenkeel.server.console.kit.AssetUrls;
import java.time.Clock;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/// Controller of the style guide, for authors of pages.
@Controller
public final class StyleGuidePageController {
    private static final ColorPalette PALETTE = ColorPalette.parse(AssetUrls.readText("console.css"));

    private final Clock clock;

    StyleGuidePageController(Clock clock) {
        this.clock = clock;
    }

    @GetMapping("/components")
    String show(Model model) {
        model.addAttribute("page", new StyleGuidePageModel(clock.instant(), PALETTE));
        return "styleguide/page";
    }
}
