import './Brand.css'

/** The product's mark and name. */
export function Brand() {
  return (
    <span className="brand">
      <svg className="brand__mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
        <rect width="32" height="32" rx="9" fill="var(--mc-accent)" />
        <path
          d="M9 8.5h14A2.5 2.5 0 0 1 25.5 11v8a2.5 2.5 0 0 1-2.5 2.5h-8.6L10 25.2c-.7.6-1.7.1-1.7-.8v-3A2.5 2.5 0 0 1 6.5 19v-8A2.5 2.5 0 0 1 9 8.5Z"
          fill="#fff"
        />
        <path d="M16 11.3v7.4M12.3 15h7.4" stroke="var(--mc-accent)" strokeWidth="2.4" strokeLinecap="round" />
      </svg>
      <span className="brand__name">MediConnect</span>
    </span>
  )
}
