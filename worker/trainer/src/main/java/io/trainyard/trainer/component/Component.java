package io.trainyard.trainer.component;

import io.trainyard.contract.catalogue.ComponentDescriptor;

/** A factory of something that a spec names. */
public interface Component {
    /** Its name, summary and parameters. */
    ComponentDescriptor descriptor();

    /** The name a spec uses. */
    default String name() {
        return descriptor().name();
    }
}
