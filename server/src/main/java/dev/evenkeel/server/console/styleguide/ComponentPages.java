// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.styleguide;

import dev.evenkeel.server.console.kit.Assets;
import java.time.Clock;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/// The page of components, for whoever writes a page.
@Controller
public final class ComponentPages {
    private static final Palette PALETTE = Palette.of(Assets.text("console.css"));

    private final Clock clock;

    ComponentPages(Clock clock) {
        this.clock = clock;
    }

    @GetMapping("/components")
    String show(Model model) {
        model.addAttribute("page", new ComponentsPage(clock.instant(), PALETTE));
        return "styleguide/page";
    }
}
