"""The archive for agents, by the Model Context Protocol: it only reads, and marks what it gives as strangers' words."""
