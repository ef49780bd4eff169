package io.trainyard.orchestrator.submit;

import io.trainyard.contract.catalogue.Catalogue;
import io.trainyard.contract.catalogue.ComponentDescriptor;
import io.trainyard.contract.spec.SpecValidator;
import io.trainyard.orchestrator.start.BuiltCatalogue;
import io.trainyard.orchestrator.store.Components;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Every component some worker can run: those of this build, and those that workers brought. */
@ApplicationScoped
public class KnownCatalogue {
    private final BuiltCatalogue built;
    private final Components announced;
    private volatile Known known;

    KnownCatalogue(BuiltCatalogue built, Components announced) {
        this.built = built;
        this.announced = announced;
        this.known = Known.of(built.components(), List.of());
    }

    /** What was known when the announced components were these. */
    private record Known(
            List<ComponentDescriptor> announced, Catalogue catalogue, SpecValidator validator) {
        static Known of(Catalogue built, List<ComponentDescriptor> announced) {
            List<ComponentDescriptor> all = new ArrayList<>(built.components());
            announced.stream()
                    .filter(found -> built.find(found.type(), found.name()).isEmpty())
                    .forEach(all::add);
            Catalogue catalogue = new Catalogue(built.version(), all);
            return new Known(announced, catalogue, new SpecValidator(catalogue));
        }
    }

    /** All components. */
    public Catalogue catalogue() {
        return current().catalogue();
    }

    /** Checks specs against all components. */
    public SpecValidator validator() {
        return current().validator();
    }

    private Known current() {
        List<ComponentDescriptor> now = announced.all();
        Known last = known;
        if (!now.equals(last.announced())) {
            last = Known.of(built.components(), now);
            known = last;
        }
        return last;
    }
}
